// Settlements on a canvas over the map. Each look is drawn once and kept as a stamp, a list of pixels; a step of the
// slider sets the pixels of stamps and nothing else, which takes a twentieth of the time of drawing each mark.
import { lookAt } from "./steps.js";

const RADIUS = 7, ARC = 11, SMALL = 4.5, HALF = 20;
// The more settlements are in sight, the smaller are their marks; the smallest show no arcs.
const SIZES = [[1500, 1], [4000, 0.75], [Infinity, 0.5]];
const FADES = [1, 0.72, 0.48, 0.28];
const FIRST = 1, FIRST_LEANING = 2, SECOND = 3, SECOND_LEANING = 4, DISPUTED = 5, CONTESTED = 6;
const NAME_ROOM = 6, NEAR = 14, FEW = 150;

// Sets a stamp's pixels around the pixel `on`; those of its soft edge only where nothing is yet.
function set(pixels, on, { whole, inks, soft, edges }) {
  for (let at = 0; at < whole.length; at++) pixels[on + whole[at]] = inks[at];
  for (let at = 0; at < soft.length; at++) if (pixels[on + soft[at]] === 0) pixels[on + soft[at]] = edges[at];
}

function meet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

export class Settlements {
  constructor(map, data, bounds, width) {
    this.map = map;
    this.data = data;
    this.step = 0;
    this.stamps = [];
    [this.under, this.canvas] = ["names", "settlements"].map((pane) => L.DomUtil.create("canvas", "", map.createPane(pane)));
    this.pen = this.under.getContext("2d");
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    this.corner = map.project(bounds.getNorthWest(), 0);
    this.unit = (map.project(bounds.getNorthEast(), 0).x - this.corner.x) / width;
    map.on("move zoom resize viewreset", () => this.place());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.colour(); this.place(); });
    this.colour();
    this.place();
  }

  colour() {
    this.stamps = [];
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    const dab = document.createElement("canvas").getContext("2d");
    dab.fillStyle = of("--earth");
    dab.fillRect(0, 0, 1, 1);
    this.paper = dab.getImageData(0, 0, 1, 1).data;
    this.ink = { a: of("--a-fill"), b: of("--b-fill"), paper: of("--earth"), contested: of("--c-fill"), ink: of("--ink"), quiet: of("--quiet"), sans: of("--sans") };
  }

  place() {
    const size = this.map.getSize(), ratio = window.devicePixelRatio || 1;
    const wide = Math.round(size.x * ratio), high = Math.round(size.y * ratio);
    for (const canvas of [this.under, this.canvas]) {
      L.DomUtil.setPosition(canvas, this.map.containerPointToLayerPoint([0, 0]));
      if (canvas.width === wide && canvas.height === high) continue;
      [canvas.width, canvas.height] = [wide, high];
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    this.edge = Math.ceil(HALF * ratio);
    if (!this.image || this.image.width !== wide + 2 * this.edge || this.image.height !== high + 2 * this.edge) {
      this.image = new ImageData(wide + 2 * this.edge, high + 2 * this.edge);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.stamps = [];
    }
    this.ratio = ratio;
    const scale = 2 ** this.map.getZoom();
    const origin = this.map.getPixelOrigin(), shift = this.map.containerPointToLayerPoint([0, 0]);
    this.scale = this.unit * scale;
    this.left = this.corner.x * scale - origin.x - shift.x;
    this.top = this.corner.y * scale - origin.y - shift.y;
    this.gather(size);
    this.names(size);
    this.draw();
  }

  // Which settlements are in sight, and the pixel on which each stands.
  gather(size) {
    const { at, count } = this.data, { edge, ratio } = this;
    const seen = new Uint32Array(count), x = new Float32Array(count), y = new Float32Array(count), on = new Int32Array(count);
    let many = 0;
    for (let one = 0; one < count; one++) {
      const left = at[2 * one] * this.scale + this.left, top = at[2 * one + 1] * this.scale + this.top;
      if (left < 0 || left > size.x || top < 0 || top > size.y) continue;
      seen[many] = one;
      x[many] = left;
      y[many] = top;
      on[many++] = (Math.round(top * ratio) + edge) * this.image.width + Math.round(left * ratio) + edge;
    }
    const share = SIZES.find(([most]) => many <= most)[1];
    if (share !== this.share) this.stamps = [];
    const later = [new Uint32Array(many), new Uint32Array(many)];
    Object.assign(this, { seen, x, y, on, many, share, later });
  }

  show(step) {
    this.step = step;
    this.draw();
  }

  draw() {
    const { seen, on, many, data, pixels, later } = this;
    const row = this.step * data.count, { looks } = data, waiting = [0, 0];
    pixels.fill(0);
    for (let at = 0; at < many; at++) {
      const look = looks[row + seen[at]];
      if (look === 0) continue;
      const stamp = this.stamps[look] || (this.stamps[look] = this.stamped(lookAt(look, data)));
      if (stamp.above) later[stamp.above - 1][waiting[stamp.above - 1]++] = at;
      else set(pixels, on[at], stamp);
    }
    for (const level of [0, 1]) {
      for (let one = 0; one < waiting[level]; one++) {
        const at = later[level][one];
        set(pixels, on[at], this.stamps[looks[row + seen[at]]]);
      }
    }
    this.context.putImageData(this.image, -this.edge, -this.edge);
    this.after?.();
  }

  stamped(look) {
    const says = look.says[0] || look.says[1];
    const doubted = look.kind === DISPUTED || look.kind === CONTESTED;
    const above = doubted ? 2 : look.fresh || says ? 1 : 0;
    const arcs = says && this.share > SIZES.at(-1)[1];
    const reach = look.fresh ? HALF : arcs ? ARC + 2 : RADIUS + 1;
    const size = this.ratio * this.share, half = Math.ceil(reach * size);
    const picture = document.createElement("canvas");
    picture.width = picture.height = 2 * half;
    const pen = picture.getContext("2d", { willReadFrequently: true });
    pen.setTransform(size, 0, 0, size, half, half);
    pen.globalAlpha = FADES[look.fade];
    this.fill(pen, look, above);
    if (arcs) look.says.forEach((who, side) => { if (who) this.arc(pen, side, who); });
    if (look.fresh) this.pennant(pen);
    return { above, ...this.pixelsOf(pen.getImageData(0, 0, 2 * half, 2 * half), half, FADES[look.fade]) };
  }

  // A picture's pixels as a stamp: how far each is from the middle, and its colour. Fading is towards the land's colour
  // and not clear, so that no colour has to be mixed while the slider moves.
  pixelsOf(picture, half, fade) {
    const { data } = picture, wide = this.image.width, found = { whole: [], inks: [], soft: [], edges: [] };
    for (let at = 0; at < data.length / 4; at++) {
      const cover = Math.min(255, Math.round(data[4 * at + 3] / fade));
      if (cover < 8) continue;
      const part = (one) => Math.round(data[4 * at + one] * fade + this.paper[one] * (1 - fade));
      const ink = ((cover << 24) | (part(2) << 16) | (part(1) << 8) | part(0)) >>> 0;
      const off = (Math.floor(at / (2 * half)) - half) * wide + (at % (2 * half)) - half;
      const [where, what] = cover > 127 ? ["whole", "inks"] : ["soft", "edges"];
      found[where].push(off);
      found[what].push(ink);
    }
    return { whole: Int32Array.from(found.whole), inks: Uint32Array.from(found.inks),
      soft: Int32Array.from(found.soft), edges: Uint32Array.from(found.edges) };
  }

  fill(pen, look, above) {
    const { ink } = this;
    const colour = look.kind === FIRST || look.kind === FIRST_LEANING ? ink.a : ink.b;
    const sure = look.kind === FIRST || look.kind === SECOND;
    const radius = sure && !above ? SMALL : RADIUS;
    pen.beginPath();
    pen.arc(0, 0, radius, 0, 2 * Math.PI);
    if (look.kind === DISPUTED || look.kind === CONTESTED) {
      if (look.kind === CONTESTED) this.stripes(pen, 4.5, [[ink.contested, 0, 3]]);
      else this.stripes(pen, 9, [[ink.a, 0, 3.5], [ink.b, 4.5, 3.5]]);
      pen.setLineDash(look.kind === CONTESTED ? [] : [2, 1.6]);
      pen.lineWidth = look.kind === CONTESTED ? 1.4 : 0.8;
      pen.strokeStyle = look.kind === CONTESTED ? ink.ink : ink.quiet;
      pen.stroke();
      pen.setLineDash([]);
      return;
    }
    const alpha = pen.globalAlpha;
    pen.fillStyle = ink.paper;
    if (!sure) pen.fill();
    pen.fillStyle = colour;
    if (!sure) pen.globalAlpha = alpha * 0.38;
    pen.fill();
    pen.globalAlpha = alpha;
    pen.lineWidth = sure ? 0.8 : 1.6;
    pen.strokeStyle = sure ? ink.paper : colour;
    pen.stroke();
  }

  stripes(pen, across, stripes) {
    pen.save();
    pen.clip();
    pen.fillStyle = this.ink.paper;
    pen.fillRect(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS);
    pen.rotate(Math.PI / 4);
    for (let from = -2 * across; from < 2 * RADIUS; from += across) {
      for (const [colour, at, wide] of stripes) {
        pen.fillStyle = colour;
        pen.fillRect(from + at, -2 * RADIUS, wide, 4 * RADIUS);
      }
    }
    pen.restore();
  }

  arc(pen, side, who) {
    const gap = 0.32;
    pen.beginPath();
    if (side === 0) pen.arc(0, 0, ARC, Math.PI / 2 + gap, (3 * Math.PI) / 2 - gap);
    else pen.arc(0, 0, ARC, -Math.PI / 2 + gap, Math.PI / 2 - gap);
    pen.lineWidth = 2.6;
    pen.strokeStyle = who === 1 ? this.ink.a : this.ink.b;
    pen.stroke();
  }

  pennant(pen) {
    pen.beginPath();
    pen.moveTo(-5, -19);
    pen.lineTo(5, -19);
    pen.lineTo(0, -13);
    pen.closePath();
    pen.lineWidth = 1;
    pen.strokeStyle = this.ink.paper;
    pen.stroke();
    pen.fillStyle = this.ink.ink;
    pen.fill();
  }

  // Names that have room where the map now stands: of towns, the largest first, then of the settlements if they are few.
  names(size) {
    const { pen, ink } = this, taken = [], written = new Set();
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, size.x, size.y);
    Object.assign(pen, { font: `13px ${ink.sans}`, textBaseline: "middle", lineJoin: "round", lineWidth: 3 });
    Object.assign(pen, { strokeStyle: ink.paper, fillStyle: ink.quiet });
    const most = Math.max(8, (size.x * size.y) / 20000);
    for (const [x, y, name] of this.nameable(size)) {
      if (written.has(name)) continue;
      const box = this.room(x, y, pen.measureText(name).width, taken, size);
      if (!box) continue;
      taken.push(box);
      written.add(name);
      pen.strokeText(name, box[0] + NAME_ROOM, (box[1] + box[3]) / 2);
      pen.fillText(name, box[0] + NAME_ROOM, (box[1] + box[3]) / 2);
      if (taken.length >= most) break;
    }
  }

  *nameable(size) {
    for (const [unitX, unitY, name] of this.data.towns) {
      const x = unitX * this.scale + this.left, y = unitY * this.scale + this.top;
      if (x > 0 && y > 0 && x < size.x && y < size.y) yield [x, y, name];
    }
    for (let at = 0; at < this.many && this.many <= FEW; at++) yield [this.x[at], this.y[at], this.data.names[this.seen[at]]];
  }

  // Of the places around a town that no name has taken, the one on which the fewest settlements stand.
  room(x, y, wide, taken, size) {
    const long = wide + 2 * NAME_ROOM, high = 20;
    const around = [[x + 8, y - 10], [x - 8 - long, y - 10], [x - long / 2, y - 28], [x - long / 2, y + 8]];
    let best = null, least = Infinity;
    for (const [left, top] of around) {
      const box = [left, top, left + long, top + high];
      if (left < 0 || box[2] > size.x || top < 0 || box[3] > size.y || taken.some((one) => meet(one, box))) continue;
      let under = 0;
      if (this.many <= SIZES[0][0]) {
        for (let at = 0; at < this.many; at++) {
          const across = this.x[at] > box[0] - SMALL && this.x[at] < box[2] + SMALL;
          under += across && this.y[at] > box[1] - SMALL && this.y[at] < box[3] + SMALL ? 1 : 0;
        }
      }
      if (under < least) [least, best] = [under, box];
    }
    return best;
  }

  // The settlement under a point of the map, or -1.
  near(point) {
    let best = -1, least = NEAR * NEAR;
    const row = this.step * this.data.count;
    for (let at = 0; at < this.many; at++) {
      const across = this.x[at] - point.x, down = this.y[at] - point.y;
      const far = across * across + down * down;
      if (far < least && this.data.looks[row + this.seen[at]]) [least, best] = [far, this.seen[at]];
    }
    return best;
  }
}
