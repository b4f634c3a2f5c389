// Signs below settlements on the day that the slider shows: what they are said to be besides somebody's.
const BELOW = 15, APART = 9;
const SHAPES = ["M-3-2.6L3 2.6M3-2.6L-3 2.6", "M-4 2.6V-2H4V2.6", "M-2-3V3M2-3V3"].map((path) => new Path2D(path));

export async function besides(map, settlements, address, step) {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const { rows } = await answer.json();
  const canvas = L.DomUtil.create("canvas", "", map.createPane("besides")), pen = canvas.getContext("2d");
  const colour = () => getComputedStyle(document.documentElement);
  settlements.after = () => {
    const { ratio, scale, left, top, share } = settlements, of = settlements.canvas, day = settlements.step * step;
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    if (canvas.width !== of.width || canvas.height !== of.height) [canvas.width, canvas.height] = [of.width, of.height];
    Object.assign(canvas.style, { width: of.style.width, height: of.style.height });
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (share < 1) return;
    const now = new Map();
    for (const [x, y, first, end, sign, disputed] of rows) {
      if (day < first || day >= end) continue;
      const key = `${x} ${y}`;
      if (!now.has(key)) now.set(key, [x, y, new Map()]);
      const signs = now.get(key)[2];
      signs.set(sign, Math.min(disputed, signs.get(sign) ?? 1));
    }
    const ink = colour();
    for (const [x, y, signs] of now.values()) {
      [...signs].sort((one, other) => one[0] - other[0]).forEach(([sign, disputed], at) => {
        const across = (at - (signs.size - 1) / 2) * APART;
        pen.setTransform(ratio, 0, 0, ratio, ratio * (x * scale + left + across), ratio * (y * scale + top + BELOW));
        for (const [width, name] of [[4, "--earth"], [1.8, disputed ? "--u-fill" : "--quiet"]]) {
          pen.lineWidth = width;
          pen.strokeStyle = ink.getPropertyValue(name).trim();
          pen.stroke(SHAPES[sign]);
        }
      });
    }
  };
  settlements.after();
}
