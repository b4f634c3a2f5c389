// The slider's data, unpacked: see views/web/drawing/steps.py for the bytes.

export function read(buffer) {
  const bytes = new Uint8Array(buffer);
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const count = head.ids.length;
  const looks = new Uint16Array(head.steps * count);
  let at = 4 + length;
  const next = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return value;
  };
  for (let one = 0; one < count; one++) {
    let look = 0, step = 0;
    for (let runs = next(); runs > 0; runs--) {
      const lasts = next(), folded = next();
      look += folded & 1 ? -((folded + 1) >> 1) : folded >> 1;
      for (const end = step + lasts; step < end; step++) looks[step * count + one] = look;
    }
  }
  return { ...head, first: Date.parse(head.first), count, looks };
}

// The parts of a look, as views/web/drawing/looks.py makes it one number.
export function lookAt(number, head) {
  let rest = Math.floor(number / head.kinds);
  const kind = number % head.kinds, fade = rest % head.fades;
  rest = Math.floor(rest / head.fades);
  const fresh = rest % 2;
  rest = Math.floor(rest / 2);
  return { kind, fade, fresh: fresh === 1, says: [rest % 3, Math.floor(rest / 3)] };
}
