// Sliders beside the numbers, and what each way comes to while they move. Without script the server works it out.
const form = document.querySelector("form.odds-form");
const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });

function told(product) {
  if (product <= 0) return form.dataset.never;
  if (product < 0.0001) return form.dataset.under;
  if (product > 0.4) return `${product > 0.995 ? ">99" : format.format(100 * product)}%`;
  return form.dataset.oneIn.replace("{n}", format.format(1 / product));
}

function show() {
  for (const way of form.querySelectorAll("[data-way]")) {
    const odds = way.dataset.way.split(" ").map((number) => form.elements[`s${number}`].valueAsNumber / 100);
    way.querySelector("output").textContent = told(odds.reduce((all, one) => all * (one || 0), 1));
  }
}

for (const field of form.querySelectorAll("input[data-step]")) {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: "0", max: "100", value: field.value });
  slider.setAttribute("aria-labelledby", `l${field.id}`);
  document.querySelector(`label[for=${field.id}]`).id = `l${field.id}`;
  field.parentElement.prepend(slider);
  slider.addEventListener("input", () => { field.value = slider.value; show(); });
  field.addEventListener("input", () => { slider.value = field.value; show(); });
}
form.querySelector(".go button").hidden = true;
form.querySelector(".go a").addEventListener("click", (event) => {
  event.preventDefault();
  for (const field of form.querySelectorAll(".set input")) field.value = 50;
  show();
});
