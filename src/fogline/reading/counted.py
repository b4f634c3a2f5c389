"""What a number counts, told by the words around it: people, attacks, ground, or nothing that events count."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fogline.reading.date_words import DAY, DAY_ENDING, EN_MONTH, MONTH, TO, UNIT, YEAR
from fogline.reading.number_words import DIGITS, NUMERAL, pattern
from fogline.terms.event import EventKind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from fogline.terms.span import Span

# Of these kinds it counts places and ground, not people.
GROUND = frozenset(
    {
        EventKind.PARTLY_CAPTURES,
        EventKind.CAPTURES,
        EventKind.RETAKES,
        EventKind.HOLDS,
        EventKind.LOSES,
        EventKind.ADVANCES,
        EventKind.FIRE_CONTROL,
    }
)
# What a number counts, by how the word after it begins.
PEOPLE = (
    "people|person|villagers|townspeople|russians|ukrainians|студент|пассаж|пасаж|men\\b|women|children|residents|"
    "civilians|soldiers|servicem|fighters|prisoners|troops|officers|dead|wounded|"
    "injured|killed|families|patients|employees|workers|inhabitants|of them|of us|personnel|militants|rescuers|люд|"
    "чел|осіб|"
    "осо[бі]|дет|діт|жител|мешкан|солдат|військовослуж|военнослуж|військов|военных|бойц|бійц|бойов|боев|полонен|"
    "пленн|ранен|"
    "поранен|погиб|загибл|убит|вбит|мирн|цивіл|гражд|семь|семе|сімей|родин|женщ|жін|мужч|чолов|пострад|постражд|"
    "работн|"
    "рабоч|працівн|офицер|офіцер|оккупант|окупант|захватч|загарбн|штурмовик|боевик"
)
ATTACKS = (
    "(?:\\w+ ){0,2}(?:attack|counterattack|assault|strike|missile|rocket|drone|uav|shahed|\\w*bomb|shell|mine\\b|"
    "mines|round|hit\\b|hits|salvo|explosion|"
    "blast|arrival|engagement|clash|battle|push|attempt|time|kab|fab|guided|аттак|атак|контратак|штурм|удар|ракет|"
    "дрон|бпла|"
    "безпілот|беспилот|шахед|\\w*бомб|каб|фаб|снаряд|мін\\b|мин\\b|обстр|прил[её]т|приліт|прильот|вибух|взрыв|раз|"
    "бо[йеєї]|зіткн|столкн|боестолк|попыт|спроб|залп|пуск|постр|выстр|калібр|калибр|геран|fpv|камікадзе|деблок)"
)
GROUNDS = (
    "(?:\\w+ ){0,2}(?:settlement|village(?!r)|town(?!s?people)|hamlet|cit(?:y|ies)|position|trench|dugout|house|"
    "homes|street|block|building|"
    "flats?|apartment|strongpoint|stronghold|post|height|hill|island|communit|belt|km²|km2|square|sq\\b|window|"
    "school|car\\b|cars|"
    "bridge|населённ|населенн|населен|сел[аоі]?\\b|сёл|сіл|пос[её]л|селищ|пункт|хутор|позици|позиці|дом|буд|хат|улиц|"
    "вулиц|"
    "квартал|кварт|опорн|блиндаж|бліндаж|высот|висот|остров|острів|окоп|транше|кв\\b|квадрат|км²|км2|громад|подъезд|"
    "під'їзд|"
    "посад|лісосм|лесопол|двор|окон|вікон|школ|машин|авто|об[ъ'’]ект|осел)"
)
# What each kind of event counts; the others take any number.
OF_PEOPLE = frozenset({EventKind.REDEPLOYS, EventKind.WITHDRAWS})
OF_AREA = frozenset({EventKind.FIGHTS, EventKind.OTHER, EventKind.ENCIRCLES})
OF_BOTH = frozenset({EventKind.ENTERS, EventKind.ENCIRCLES})
OF_ATTACKS = frozenset({EventKind.STRIKES, EventKind.FIGHTS})
NOT_THINGS = frozenset({EventKind.CIVILIAN_CASUALTIES, EventKind.DISPLACEMENT})
NOT_PEOPLE = frozenset({EventKind.DAMAGE, EventKind.REPELS})
MEASURES = (
    "(?:km|kms|kilomet\\w+|met(?:re|er)s?|m|miles?|yards?|tons?|tonnes?|kg|kilos?|lit(?:re|er)s?|mm|calibre|"
    "per ?cent|%|"
    "degrees|storeys?|floors|dollars|euros?|hryvn\\w+|roubles|rubles|MW|hours?|minutes?|seconds?|o[’']clock|"
    "a\\.?m\\b|p\\.?m\\b|"
    "км|кілометр\\w*|километр\\w*|м|метр\\w*|тонн\\w*|т|кг|килограмм\\w*|кілограм\\w*|литр\\w*|літр\\w*|мм|"
    "процент\\w*|відсот\\w*|"
    "градус\\w*|рубл\\w+|грив\\w+|доллар\\w*|долар\\w*|евро|євро|МВт|час(?:а|ов|ам)?|годин\\w*|минут\\w*|хвилин\\w*|"
    "секунд\\w*|"
    "утра|вечера|ночи|дня|ранку|вечора|ночі|sides|directions|flanks|сторон\\w*|бок(?:ів|ами|и)|фланг\\w*)(?![-\\w²])"
)
UNITS = (
    "(?:brigades?|battalions?|regiments?|compan(?:y|ies)|platoons?|divisions?|corps|army|armies|бригад\\w*|"
    "батальон\\w*|"
    "полк(?:а|и|ов|ів|у|ами)?|рот[аыуи]?|взвод\\w*|дивизи\\w+|дивізі\\w+|корпус\\w*|арми\\w+|армі\\w+)"
)


def _noise(source: str) -> re.Pattern[str]:
    return pattern(f"(?<!\\w)(?:{source})")


@cache
def _noises() -> tuple[re.Pattern[str], ...]:
    """Compiled when the first number is met: it takes a third of a second."""
    return tuple(
        map(
            _noise,
            (
                f"{DAY}{DAY_ENDING}(?:{TO}{DAY}{DAY_ENDING})?(?: of)? {MONTH}",
                f"{EN_MONTH} {DAY}(?:[-–—]{DAY})?(?![\\d,.]\\d)(?! [a-z])",
                f"(?<![\\d ,.]){YEAR}|(?<!\\d[ ,.]){YEAR}",
                f"{NUMERAL}(?:[-–—]{NUMERAL})? (?:\\w+ )?{UNIT}",
                f"{NUMERAL}(?:[-–—]{NUMERAL})?[- ]?(?:\\w+ )?{MEASURES}",
                f"{NUMERAL} (?:(?:infantry|assault|tank|marine|airborne|elite|fresh|more|enemy|our|whole|\\w+(?:ed|an|"
                f"rifle|ых|их|ие|ві|ні|ські)) )"
                f"{{0,2}}{UNITS}(?!\\w)",
                f"{UNITS} {DIGITS}|(?:man|woman|girl|boy|driver|resident|pensioner) of {NUMERAL}|not one|"
                "from \\d+ to \\d+",
                "\\d{1,2}[:]\\d\\d|24/7|\\d{1,2}\\.\\d\\d\\.\\d\\d+",
                f"(?<!\\w)(?:number|no\\.|nr\\.|№|school|house|bus|unit|point|route|дом[ауе]?|школ\\w+|лице\\w+|ліце\\w+|"
                f"маршрут\\w*|aged?|age of|возраст\\w*|віком|років|"
                f"battery|block|shaft|мин[аы]|шахт\\w+) (?:№ ?)?{DIGITS}",
                f"(?:groups of|(?<!\\w)по) {NUMERAL}(?:[-–—]{NUMERAL})?(?!\\w)",
                "(?<=, )\\d\\d(?=,)",
                "(?:no|each|every|this|that|the last|any|the) one(?!\\w)|one (?:of|by|another|after|day|night|"
                "side)(?!\\w)|"
                "од(?:ин|на|но|ного|ной) (?:из|з|із|за|раз)(?!\\w)|ни од\\w+|жодн\\w+|"
                "(?:both|оба|обе|обидва|обидві|обох|обоих|обеих) "
                "(?:sides|armies|banks|directions|сторон\\w*|берег\\w*)",
                f"{NUMERAL}(?: (?:пят|п['’ʼ]ят|десят|тре|чверт|четверт)\\w+)(?!\\w)",
            ),
        )
    )


AREA = pattern(
    "(?:km²|km2|sq\\.? ?km|square kilomet\\w+|кв\\.? ?(?:км|кило|кіло)\\w*|квадратн\\w+ (?:километр|кілометр)\\w*|"
    "км²|км2)"
)
TO_PEOPLE, TO_ATTACKS, TO_GROUND = (pattern(f'(?:-\\w+)?\\s[«"„“]?(?:{words})') for words in (PEOPLE, ATTACKS, GROUNDS))
BARE = pattern("twice|thrice|дважды|двічі|трижды|тричі")


def uncounted(text: str, begin: int, end: int) -> Iterator[Span]:
    """Where numbers stand that count nothing: dates, measures, ages, names of units and houses."""
    return (m.span() for form in _noises() for m in form.finditer(text, begin, end))


def fits(text: str, number: Span, trigger: Span, kind: EventKind, *, is_area: bool) -> bool:
    """Whether what the number counts is something that events of the kind count."""
    after = number[1]
    people, attacks, ground = (bool(to.match(text, after)) for to in (TO_PEOPLE, TO_ATTACKS, TO_GROUND))
    if is_area:
        return kind in GROUND or kind in OF_AREA
    if kind in GROUND | OF_PEOPLE | OF_BOTH:
        return (ground and kind not in OF_PEOPLE) or (people and kind not in GROUND)
    if kind in OF_ATTACKS:
        bare = trigger[0] <= after + 1 <= trigger[1] or bool(BARE.fullmatch(text, number[0], after))
        return attacks or (bare and not people and not ground)
    if kind in NOT_THINGS:
        return people or not (attacks or ground)
    return not (kind in NOT_PEOPLE and people) and not (kind is EventKind.DAMAGE and attacks and not ground)
