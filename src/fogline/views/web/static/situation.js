// The map that moves, the slider that plays, the drawer that opens. Without this script the page shows one day.
import { besides } from "./besides.js";
import { read } from "./steps.js";
import { Settlements } from "./settlements.js";

// Seconds that the slider plays from end to end, within so many steps a second.
const PLAYS = 30, SLOWEST = 4, FASTEST = 60;
const CLOSER = 3.5;

const map = document.getElementById("map");
if (map && window.L) start(map).catch((error) => console.error(error));

async function start(holder) {
  const answer = await fetch(holder.dataset.steps);
  if (!answer.ok) return;
  const data = read(await answer.arrayBuffer());
  const drawing = holder.querySelector("svg");
  const [west, south, east, north] = holder.dataset.box.split(" ").map(Number);
  const bounds = L.latLngBounds([south, west], [north, east]);
  holder.classList.add("live");
  holder.setAttribute("role", "application");
  holder.setAttribute("aria-label", drawing.querySelector("title").textContent);
  const theatre = L.map(holder, { zoomSnap: 0.25, zoomAnimation: false, attributionControl: false,
    maxBounds: bounds.pad(0.5), fadeAnimation: false });
  if (holder.dataset.tiles) L.tileLayer(holder.dataset.tiles).addTo(theatre);
  theatre.fitBounds(bounds, { padding: [4, 4] });
  theatre.setMinZoom(theatre.getZoom() - 0.5);
  theatre.setMaxZoom(theatre.getZoom() + CLOSER);
  L.svgOverlay(drawing, bounds).addTo(theatre);
  const settlements = new Settlements(theatre, data, bounds, drawing.viewBox.baseVal.width);
  settle(settlements, data);
  drawer(theatre, holder, settlements, data);
  if (holder.dataset.besides) await besides(theatre, settlements, holder.dataset.besides, data.step);
}

function settle(settlements, data) {
  const row = document.querySelector(".slider");
  const [play, range, output] = [row.querySelector("button"), row.querySelector("input"), row.querySelector("output")];
  const field = document.getElementById("day");
  const said = { play: play.textContent, pause: document.getElementById("map").dataset.sayPause };
  const language = document.documentElement.lang;
  // As the pages write days in English: the day first.
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "medium", timeZone: "UTC" });
  let playing = 0;

  const dayOf = (step) => new Date(data.first + step * data.step * 86400000);
  const show = (step) => {
    range.value = step;
    const day = dayOf(step);
    output.textContent = format.format(day);
    range.setAttribute("aria-valuetext", output.textContent);
    settlements.show(step);
  };
  const stop = () => {
    cancelAnimationFrame(playing);
    playing = 0;
    play.textContent = said.play;
    play.setAttribute("aria-pressed", "false");
  };
  const go = () => {
    const rate = Math.min(FASTEST, Math.max(SLOWEST, data.steps / PLAYS));
    const from = Number(range.value) >= data.steps - 1 ? 0 : Number(range.value);
    const begun = performance.now();
    play.textContent = said.pause;
    play.setAttribute("aria-pressed", "true");
    const frame = (now) => {
      const step = Math.min(data.steps - 1, from + Math.floor(((now - begun) / 1000) * rate));
      if (step !== Number(range.value)) show(step);
      if (step < data.steps - 1) playing = requestAnimationFrame(frame);
      else stop();
    };
    playing = requestAnimationFrame(frame);
  };
  range.max = data.steps - 1;
  range.addEventListener("input", () => { stop(); show(Number(range.value)); });
  play.addEventListener("click", () => (playing ? stop() : go()));
  row.hidden = false;
  const asked = Math.round((Date.parse(field.value) - data.first) / 86400000 / data.step);
  show(Math.max(0, Math.min(data.steps - 1, asked)));
  settlements.day = () => dayOf(settlements.step).toISOString().slice(0, 10);
}

function drawer(theatre, holder, settlements, data) {
  const dialog = document.getElementById("drawer");
  const inside = dialog.querySelector(".inside");
  const open = async (id, otherwise) => {
    try {
      const address = `${holder.dataset.place}${encodeURIComponent(id)}?day=${settlements.day()}&lang=${document.documentElement.lang}`;
      const answer = await fetch(address, { headers: { "X-Drawer": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      inside.innerHTML = await answer.text();
      dialog.showModal();
    } catch {
      if (otherwise) location.assign(otherwise);
    }
  };
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  for (const link of document.querySelectorAll(".standings a[data-place]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link.dataset.place, link.href);
    });
  }
  theatre.on("click", (event) => {
    const found = settlements.near(event.containerPoint);
    if (found >= 0) open(data.ids[found], null);
  });
  theatre.on("mousemove", (event) => {
    const found = settlements.near(event.containerPoint);
    holder.style.cursor = found >= 0 ? "pointer" : "";
    holder.title = found >= 0 ? data.names[found] : "";
  });
}
