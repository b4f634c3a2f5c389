"""The script draws what the server has worked out."""

from fogline.views.web.drawing.frame import Frame, box_around
from fogline.views.web.drawing.looks import FADES, KINDS, Said, look
from fogline.views.web.drawing.steps import stretch
from tests.views.web.drawing.browser import answered, needs_chromium
from tests.views.web.drawing.made import CONTESTED, DISPUTED, HELD, LOST, START, course, day, looks, packed, spot

pytestmark = needs_chromium

# For each settlement: the colours of its mark's pixels at a step, and the name of the settlement that is found there.
SEEN = """
import { read, lookAt } from "./steps.js";
import { Settlements } from "./settlements.js";
const data = read(await (await fetch("/steps")).arrayBuffer());
const bounds = L.latLngBounds([[%(south)s, %(west)s], [%(north)s, %(east)s]]);
const map = L.map("map", { zoomSnap: 0, zoomAnimation: false }).fitBounds(bounds);
const settlements = new Settlements(map, data, bounds, 4000);
const seen = [];
for (const step of [0, data.steps - 1]) {
  settlements.show(step);
  seen.push(data.ids.map((id, one) => {
    const x = settlements.x[one], y = settlements.y[one];
    const pixels = settlements.context.getImageData(Math.round(x) - 7, Math.round(y) - 7, 14, 14).data;
    const colours = new Set();
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3] === 255) colours.add([...pixels.slice(at, at + 3)].join());
    }
    return [[...colours], data.names[settlements.near({ x, y })]];
  }));
}
const parts = Array.from({ length: %(looks)s }, (_, number) => lookAt(number, data));
tell({ looks: [...data.looks], parts, seen });
"""
RED, BLUE = "255,0,0", "0,0,255"


def test_the_script_unpacks_and_draws_what_the_server_packed() -> None:
    ways = [HELD, LOST, DISPUTED, CONTESTED]
    spots = [
        spot(course((200, p), heard=0, place=f"geonames:{at}"), name=f"Town {at}", at=(36.0 + at, 48.0 + at / 2))
        for at, p in enumerate(ways)
    ]
    spots[1] = spots[1]._replace(said=[Said(START + 199, 0, 0)])
    box = box_around(one.spot.place for one in spots)
    assert box is not None
    over = stretch(day(0), day(199), len(spots))
    count = KINDS * FADES * 2 * 9
    told = answered(SEEN % {**box._asdict(), "looks": count}, {"/steps": packed(spots, [], Frame(box), over)})

    days = range(START, START + 200)
    rows = [looks(one.course, one.said, days) for one in spots]
    assert told["looks"] == [row[at] for at in range(200) for row in rows]
    for number, parts in enumerate(told["parts"]):
        one = look(number)
        assert (parts["kind"], parts["fade"], parts["fresh"]) == (one.kind, one.fade, one.new)
        assert tuple(parts["says"]) == one.says

    fresh, old = ([set(colours) for colours, _ in step] for step in told["seen"])
    assert RED in fresh[0] and BLUE not in fresh[0]
    assert BLUE in fresh[1] and RED not in fresh[1]
    assert {RED, BLUE} <= fresh[2]
    assert not {RED, BLUE} & fresh[3]
    assert RED not in old[0]
    assert [name for _, name in told["seen"][0]] == [one.spot.name for one in spots]
