"""Words beside a name that say what it is the name of: "region", "river", "село"."""

from __future__ import annotations

import re

from fogline.terms.place import Precision

# What may follow a name, and what it makes of it.
AFTER = {
    Precision.OBLAST: "region oblast province governorate prefecture state krai voivodeship"
    " область области областью областях обл областей областю області край края краю краем штат штата"
    " провинция провинции провінція провінції",
    Precision.RAION: "district raion rayon county parish район района районе районом районі району повіт",
    Precision.HROMADA: "hromada community громада громади громаді громаду громадою громада",
    Precision.AREA: "river sea ocean bay gulf reservoir peninsula lake river's море моря морі морем залив"
    " водохранилище водохранилища водосховище водосховища",
    Precision.SETTLEMENT: "city town village",
}
# What may stand before a name.
BEFORE = {
    Precision.SETTLEMENT: "city of|town of|village of|settlement of|villages of|towns of|город|города|городе|городом"
    "|г.|село|села|селе|сёла|сел|посёлок|поселок|посёлка|поселка|посёлке|пгт|населённый пункт|населенный пункт"
    "|населённого пункта|населенного пункта|місто|міста|місті|м.|смт|селище|селища|селі|населений пункт"
    "|населеного пункту|населених пунктів|населённых пунктов",
    Precision.OBLAST: "state of|province of|region of|штат|штате|штата|штату|штаті",
    Precision.AREA: "river|lake|gulf of|река|реки|реке|реку|рекой|ріка|річка|річки|річці|річку|річкою|р."
    "|остров|острова|острове|острів|острові|полуостров|полуострова|берег|берега|берегу|берегом|через|устье|русло"
    "|bank of|banks of|across",
    Precision.RAION: "county of|parish of",
}
_AFTER = {word: kind for kind, words in AFTER.items() for word in words.split()}
_BEFORE = {word: kind for kind, words in BEFORE.items() for word in words.split("|")}
NEXT_WORD = re.compile(r"[ \u00a0]+([^\W\d_]+)")
_ALTERNATIVES = "|".join(map(re.escape, sorted(_BEFORE, key=len, reverse=True)))
WORD_BEFORE = re.compile(rf"(?:^|(?<=\W))({_ALTERNATIVES})[ \u00a0]*[\"«“„]?$", re.IGNORECASE)
LOOK_BACK = 24


def after(text: str, end: int) -> tuple[str, Precision] | None:
    """The designator that follows a name ending at `end`, and what it says."""
    match = NEXT_WORD.match(text, end)
    kind = _AFTER.get(match.group(1).casefold()) if match else None
    return (match.group(1), kind) if match and kind else None


def before(text: str, start: int) -> Precision | None:
    """What a designator before a name that starts at `start` says."""
    match = WORD_BEFORE.search(text[max(0, start - LOOK_BACK) : start])
    return _BEFORE[match.group(1).casefold()] if match else None


def within(surface: str) -> tuple[str, Precision] | None:
    """A name without the designator that it carries at its end, and what it says."""
    words = surface.split()
    kind = _AFTER.get(words[-1].casefold()) if len(words) > 1 else None
    return (" ".join(words[:-1]), kind) if kind else None
