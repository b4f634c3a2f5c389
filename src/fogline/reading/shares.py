"""Shares of a place, in fractions and percent, in English, Russian and Ukrainian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.reading.number_words import NUMERAL, either, pattern, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.span import Span

FRACTIONS = tuple(
    (value, pattern(f"(?<![\\w-])(?:{words})(?!\\w)"))
    for value, words in (
        (
            0.5,
            "half|halves|half-|половин\\w*|наполовину|навпіл|вдвое|удвічі|вдвічі|пол(?:села|города|посёлка)|пів(?:села|міста)|"
            "пол-(?:села|города|посёлка|улицы|дома)|пів (?:села|міста|селища|вулиці)",
        ),
        (
            0.33,
            "(?:a|one|ern|western|eastern|northern|southern|central|another|last) third|треть|третью|трети|"
            "третин[ауиоі]\\w*|one in three|кажд\\w+ трет\\w+|кожн\\w+ трет\\w+",
        ),
        (
            0.67,
            "two[- ]thirds|two in three|две трети|двух третей|двумя третями|дві третини|двох третин|двома третинами",
        ),
        (0.25, "(?:a|one|another|last) quarter|четверть|четверти|четвертью|чверть|чверті|чвертю|one in four"),
        (0.75, "three[- ]quarters|three[- ]fourths|три четверти|трёх четвертей|три чверті|трьох чвертей"),
        (0.2, "(?:a|one) fifth|пят(?:ая|ую|ой) част\\w+|п['’ʼ]ят(?:а|у|ої) частин\\w+"),
        (0.4, "two[- ]fifths|две пятых|дві п['’ʼ]ятих"),
        (0.6, "three[- ]fifths|три пятых|три п['’ʼ]ятих"),
        (0.8, "four[- ]fifths|четыре пятых|чотири п['’ʼ]ятих"),
        (0.1, "(?:a|one) tenth|десят(?:ая|ую|ой|а|у|ої) част\\w+"),
        (0.9, "nine[- ]tenths|девять десятых|дев['’ʼ]ять десятих"),
    )
)
# One of these begins a word of every fraction; where none does, the patterns above need not be tried.
TELLING = (
    "half halves third three quarter four fifth tenth полов напол пол пів навпіл вдвое вдвічі "
    "удвічі трет четверт чверт част пятых п'ятих десятых десятих"
)
FRACTION = pattern(f"\\b{either(TELLING.split())}")
PERCENT = pattern(f"(?<![\\w.,])({NUMERAL})[- ]?(?:%|per ?cent|процент\\w*|відсот\\w*)")
HUNDREDTHS = pattern("%|per ?cent|процент|відсот")
REST = pattern("(?:the rest|the other half|the remainder|остальн(?:ое|ая|ую|ой)|реш(?:та|ту|ті|тою))(?!\\w)")
AND_PEOPLE = pattern(
    "\\W*(?:of |из |з |із )?(?:(?:the|its|their|his|all|those|former|local|всего|всех|усіх|його|їхн\\w+|местн\\w+|"
    "місцев\\w+) ){0,2}"
    "(?:people|residents?|population|inhabitants|soldiers|men\\b|personnel|garrison|families|patients|children|"
    "pupils|staff|"
    "жител|населен(?:ия|ня)|люд|мешкан|бойц|бійц|солдат|гарнизон|гарнізон|сем(?:ей|ьи)|сімей|родин|військов|личн|"
    "особов|дет|діт|"
    "персонал|состав|штурмов|выпуск|испуск)"
)
NOT_PART = pattern(
    "[- ]?(?:(?:a|an) )?(?:dozen|hour|million|thousand|past|year|month|week|day|kilomet\\w+|km|mile|metre|time|"
    "century|"
    "часа|год|дня|месяц|місяц|километр|кілометр|тысяч|тисяч|століття|века)"
)


def shares(text: str, begin: int, end: int) -> Iterator[tuple[Span, float]]:
    """The shares of a place told between `begin` and `end`, and where they stand; of people there are none."""
    found: list[tuple[Span, float]] = []
    if FRACTION.search(text, begin, end):
        found += [(m.span(), part) for part, form in FRACTIONS for m in form.finditer(text, begin, end)]
    if HUNDREDTHS.search(text, begin, end):
        found += [(m.span(), value(m[1]) / 100) for m in PERCENT.finditer(text, begin, end)]
    for span, part in found:
        inside = any(o != span and o[0] <= span[0] and span[1] <= o[1] for o, _ in found)
        beyond = NOT_PART.match(text, span[1]) or AND_PEOPLE.match(text, span[1])
        if part <= 1 and not inside and not beyond:
            yield span, round(part, 2)
