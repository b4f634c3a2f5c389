"""The forms that a date can take in a text, and a quick way to the places where one may begin.

Each form is one line of `FORMS`: how its first word begins, its pattern, and how what it matched becomes days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from fogline.reading import dating
from fogline.reading.date_words import (
    DAY,
    DAY_ENDING,
    DAY_WORDS,
    EN_MONTH,
    MODIFIER,
    MONTH,
    MONTHS,
    NUMBER,
    NUMBERS,
    ORDINAL,
    ORDINALS,
    SEASON,
    SEASONS,
    TAIL,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    YEAR_WORD,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fogline.reading.surroundings import Place
    from fogline.terms.event import Period

    Resolve = Callable[[re.Match[str], Place], Period | None]

# So many letters of a word tell which forms may begin with it; a digit stands for every number in digits.
LETTERS = 3
DIGIT = "0"
WORD = re.compile(r"(?<![\w-])(?:(\d)|[^\W\d][\w'’ʼ]{0,2})")
MONTH_STEMS = MONTHS.replace("|", " ")
WEEKDAY_STEMS = WEEKDAYS.replace("|", " ")
SEASON_STEMS = SEASONS.replace("|", " ") + " навесні влітку улітку восени взимку узимку"
ORDINAL_STEMS = " ".join(ORDINALS)
NUMBER_STEMS = f"{DIGIT} {' '.join(NUMBERS)}"
UNIT_STEMS = "day дня дне дні день дён днь днё сут доба доби добу діб week нед тиж month мес міс year год лет рок рік"
MODIFIERS = (
    "last previous прошл мину this the эти это эту текущ нынешн цього цієї цей цю цьому нинішн поточн next следующ "
    "будущ наступн майбутн that той того том тот тою ту тої тієї тій"
)
DAY_STEMS = {
    0: "today tonight this over last in during through сего сьо этой ноч цієї вночі уночі мину прошл за в протягом "
    "впродовж упродовж к до с со з нічн утром вранці уранці зранку at by until since before",
    -1: "yesterday вчера вчора учора вчерашн вчорашн накануне the напередодні",
    -2: "the day позавчера",
    1: "tomorrow by к до завтра",
    2: "the day послезавтра післязавтра",
}


class Form(NamedTuple):
    """A way to write a date."""

    openings: frozenset[str]
    pattern: re.Pattern[str]
    resolve: Resolve


def _form(openings: str, pattern: str, resolve: Resolve) -> Form:
    written = f"(?<![\\w-])(?:{pattern})".replace(" ", "\\s")
    begin = {opening[:LETTERS].replace("'", mark) for opening in openings.split() for mark in "'’ʼ"}
    return Form(frozenset(begin), re.compile(written, re.IGNORECASE), resolve)


# From the longest to the shortest: where two begin at one place, the longer match counts.
FORMS: tuple[Form, ...] = (
    _form(DIGIT, "(?P<y>\\d{4})-(?P<m>\\d\\d)-(?P<d>\\d\\d)(?!\\d)", dating.written),
    _form(DIGIT, "(?P<d>\\d{1,2})\\.(?P<m>\\d{1,2})\\.(?P<y>\\d{4}|\\d\\d)(?!\\d|\\.\\d)", dating.written),
    _form(
        f"{DIGIT} {ORDINAL_STEMS}",
        f"(?P<d>{DAY}|{ORDINAL}){DAY_ENDING}(?:{TO}(?P<e>{DAY}){DAY_ENDING})? (?:of )?(?P<month>{MONTH}){TAIL}?",
        dating.of_month,
    ),
    _form(
        MONTH_STEMS,
        f"(?<!in )(?P<month>{EN_MONTH}) (?P<d>{DAY})(?:st|nd|rd|th)?(?:[-–—](?P<e>{DAY}))?"
        f"(?![\\d%:])(?:,? (?P<year>{YEAR}))?",
        dating.of_month,
    ),
    _form(
        f"{MODIFIERS} {MONTH_STEMS}",
        f"{MODIFIER}?(?P<month>{MONTH})(?:{TO}(?P<until>{MONTH}))?{TAIL}?",
        dating.month_named,
    ),
    _form(f"{MODIFIERS} {SEASON_STEMS}", f"{MODIFIER}?(?P<season>{SEASON}){TAIL}?", dating.season_named),
    _form(
        f"{DIGIT} mid",
        f"(?:mid-?)?(?P<year>{YEAR})(?P<word>-?(?:го|м|му|й)(?!\\w)|,? {YEAR_WORD}(?!\\w))?(?! ?[%°\\d])",
        dating.plain_year,
    ),
    _form(f"{MODIFIERS} {WEEKDAY_STEMS}", f"{MODIFIER}?(?P<weekday>{WEEKDAY})", dating.weekday_named),
    _form(MODIFIERS, f"{MODIFIER}{UNIT}", dating.around),
    _form(
        "the wee недели тижня mon месяца місяця yea года року",
        "(?:(?<=in )|(?<=over )|(?<=during )|(?<=within )|(?<=of )|(?<=начала )|(?<=конца )|(?<=концу )|"
        "(?<=кінця )|"
        "(?<=початку ))(?P<this>the )?(?P<last>$.)?(?P<next>$.)?(?P<that>$.)?(?P<days>$.)?"
        "(?:(?P<weeks>week|недели|тижня)|(?P<months>month|месяца|місяця)|(?P<years>year|года|року))(?!\\w)",
        dating.around,
    ),
    _form("цьогоріч", "цьогоріч", lambda _, place: dating.own_year(place, 0)),
    _form("торік минулоріч", "торік|минулоріч", lambda _, place: dating.own_year(place, -1)),
    _form("позаторік в", "позаторік|в позапрошлом году", lambda _, place: dating.own_year(place, -2)),
    _form(
        "by before until к до",
        "(?:by|before|until) the weekend|(?:к|до) (?:выходным|выходных|вихідних)",
        dating.next_sunday,
    ),
    _form(
        "over at on на за",
        "(?:over |at |on )(?:the )?weekend|на выходных|за выходные|на вихідних|за вихідні",
        dating.weekend,
    ),
    _form(
        f"on {NUMBER_STEMS} {UNIT_STEMS}",
        f"(?P<this_day>on this day )?(?:(?P<number>{NUMBER}) )?{UNIT} (?:ago|(?:тому )?назад|"
        f"тому)(?P<today> today| to the day)?(?!\\w)",
        dating.ago,
    ),
    _form(
        NUMBER_STEMS,
        f"(?P<number>{NUMBER}) {UNIT} (?:later|(?P<earlier>earlier|before that)|спустя|поз(?:же|днее)|потому|"
        f"по тому)(?!\\w)",
        dating.later,
    ),
    _form(
        UNIT_STEMS, f"(?P<number>$.)?{UNIT} (?:поз(?:же|днее)|(?P<earlier>ран(?:ее|ьше)|раніше))(?!\\w)", dating.later
    ),
    _form("через", f"через (?:(?P<number>{NUMBER}) )?{UNIT}", dating.hence),
    _form(
        "over in during for within за на в у протягом впродовж упродовж",
        "(?:(?:over|in|during|for|within|за|на|в|у|протягом|впродовж|упродовж|в течение) )(?:the )?"
        "(?:(?:past|last|последн\\w+|останн\\w+|минул\\w+|прошедш\\w+)|(?P<ahead>next|coming|ближайш\\w+|"
        "найближч\\w+)) "
        f"(?:(?P<number>{NUMBER}) )?{UNIT}",
        dating.through,
    ),
    _form(
        "за протягом впродовж упродовж в",
        "(?P<ahead>$.)?(?P<days>$.)?(?P<years>$.)?(?:за|протягом|впродовж|упродовж|в течение) (?:(?P<number>$.)|)"
        "(?:пол|півтор[аи] |пів|полтор[аы] )?(?:(?P<weeks>недел[юи]|тиж(?:день|ня))|(?P<months>месяца?|"
        "місяц[ья]))(?!\\w)",
        dating.through,
    ),
    _form(
        DIGIT,
        "(?:(?<=the )|(?=\\d+-?го числа))(?P<d>[12]?\\d|3[01])(?:st|nd|rd|th|-?го)(?: числа)?(?=[,.;:!?)]|$|"
        "\\sof\\b)|(?<=к )(?P<to>[12]?\\d|3[01])-му(?= числу|[,.;:]| \\w+(?:ли|ла|ло|ут|ят)\\b)",
        dating.of_same_month,
    ),
    _form(
        "before by until до к",
        "(?:(?:before|by|until) (?:the )?(?:new year|year is out|year end)|"
        "(?:до|к) нов(?:ого|ому) год[ау]|до нового року)(?!\\w)",
        dating.new_year,
    ),
    _form(
        "in within за протягом впродовж в",
        f"(?P<ahead>$.)?(?:in|within|за|протягом|впродовж|в течение) (?P<number>{NUMBER}) {UNIT}",
        dating.lasting,
    ),
    _form(
        "within за протягом впродовж в",
        "(?P<ahead>)(?:within|за|протягом|впродовж|"
        "в течение) (?P<years>$.)?(?P<months>$.)?(?P<weeks>$.)?(?P<number>(?:a few |кількох |"
        "нескольких )?)(?:days|днів|дней)(?!\\w)",
        dating.soon,
    ),
    _form("in at back тогда тоді", "(?:in those days|at (?:the|that) time|back then|тогда|тоді)(?!\\w)", dating.then),
    *(_form(DAY_STEMS[shift], f"(?:{words})(?!\\w)", dating.by_day(shift)) for shift, words in DAY_WORDS.items()),
)


def _by_opening(forms: tuple[Form, ...]) -> Mapping[str, tuple[int, ...]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for opening in form.openings:
            numbers[opening].append(number)
    return {opening: tuple(found) for opening, found in numbers.items()}


BY_OPENING = _by_opening(FORMS)


def matches(text: str) -> Iterator[tuple[re.Match[str], Resolve]]:
    """Yield what each form finds by itself, tried only at words with which it can begin."""
    ends = [0] * len(FORMS)
    for word in WORD.finditer(text):
        begin = word.start()
        for number in BY_OPENING.get(DIGIT if word[1] else word[0].lower(), ()):
            if begin < ends[number]:
                continue
            _, pattern, resolve = FORMS[number]
            match = pattern.match(text, begin)
            if match:
                ends[number] = match.end()
                yield match, resolve
