"""Which words name the evidence of a claim, and whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fogline.terms.event import Evidence, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.terms.span import Span

VIDEO = "footage|video|clip|film|recording|кадр|видео|ролик|съ[её]мк|запис|відео|зйомк"
DRONE = "drone|uavs?\\b|quadcopter|copter|unmanned|aerial|fpv|дрон|беспилотн|безпілотн|бпла|квадрокоптер|коптер"
# Words for each kind of evidence by how they begin, the telling ones first.
WORDS: dict[EvidenceKind, tuple[str, ...]] = {
    EvidenceKind.VIDEO_UAV: (
        f"(?:{DRONE})\\w*(?:['’]s)? (?:{VIDEO})\\w*",
        f"(?:{VIDEO})\\w*(?: footage)? "
        "(?:(?:from|of|by|taken|filmed|shot|with|the|a|с|со|з|из|із|від|от|знят\\w+|снят\\w+) ){1,4}"
        f"(?:[\\w-]+ )?(?:(?:{DRONE})\\w*(?: (?:aerial )?vehicles?)?|воздуха|повітря)",
        f"{VIDEO}|аэросъ[её]м|аерозйом|aerial",
        f"{DRONE}|с воздуха|з повітря",
    ),
    EvidenceKind.VIDEO_GROUND: (VIDEO, "camera|filmed|камер|снял|снят|зняв|знят|gopro"),
    EvidenceKind.PHOTO: ("photo|picture|image|фото|снимк|снимок|знімк|знімок|світлин", "shows|видно"),
    EvidenceKind.FLAG: (
        "flag|banner|colours|tricolou?r|флаг|триколор|знам[ея]|прапор|стяг|полотнищ|син[ьіо]\\w*-жовт\\w+|сине-ж[её]лт",
    ),
    EvidenceKind.GEOLOCATED: (
        "geo-?locat|геолок|гео-?прив|геоприв",
        "coordinat|координат|located|привяз|прив['’]яз",
        VIDEO,
    ),
    EvidenceKind.SATELLITE: (
        "satellite|спутник|супутник|maxar|sentinel|planet labs|з космосу|из космоса",
        "images?|imagery|снимк|снимок|знімк|знімок",
    ),
    EvidenceKind.MAP: (
        "maps?\\b|mapp|карт(?:а|е|ы|у|і|и|ой|ою|ах)\\b|мап[аиіу]\\b",
        "deep ?state|red|blue|colou?r|закраш|фарбу|красн|червон",
    ),
    EvidenceKind.DOCUMENT: (
        "document|protocol|records?\\b|logbook|journal|letter|decree|certificate|manifest|ledger|документ|протокол|журнал|приказ|"
        "наказ|справк|довідк|ведомост|відоміст|акт(?:а|е|у|і|ом|ы|и)?\\b|накладн|рапорт|донесен",
        "list|order|register|papers|report|спис|лист(?:а|ом|і|е|у)?\\b|запис|рішенн|решени|доклад",
    ),
    EvidenceKind.EYEWITNESS: (
        "eye-?witness|witness|очевид|свидетел|свідк|свідок|saw\\b|seen\\b|видел|бачи[влт]|heard|слыша|чу[влт]",
        "resident|villager|neighbour|survivor|refugee|prisoner|pensioner|жител|мешкан|сосед|сусід|пленн|полонен|местн|місцев",
    ),
    EvidenceKind.VISIT: (
        "visit|inspect|toured|on the spot|on site|посет|посещ|побыва|осмотр|съездил|відвід|побува|оглян|огляд|"
        "на месте|на місці",
        "reporter|correspondent|journalist|experts?\\b|monitor|mission|team|корреспонд|кореспонд|журналист|журналіст|мисси|місі",
    ),
}


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source.replace(" ", "\\s"), re.IGNORECASE)


PATTERNS = {kind: tuple(_pattern(f"(?<!\\w)(?:{one})\\w*") for one in lists) for kind, lists in WORDS.items()}

# Whose it is: a name with capitals, or "the" and one to three words, or a body known by its common name.
NAME = (
    "(?-i:(?!(?:On|In|At|From|By|На|По|За|У|В)\\s)(?:the\\s)?(?:\\d+\\w*\\s)?[A-ZА-ЯЁІЇЄҐ«][\\w’'»-]*"
    "(?:(?:\\s(?:of|the|for|and)){0,3}\\s[A-ZА-ЯЁІЇЄҐ0-9«][\\w’'»-]*){0,4})"
)
BODY = (
    "(?:ministry|army|brigade|regiment|general staff|agency|channel|governor|mayor|command|police|service|guards|"
    "residents?|witness\\w*|министерств\\w+|минобороны|армии|бригад\\w+|полк[аом]*|генштаб\\w*|агентств\\w+|каналом?|канал[ау]|"
    "губернатор\\w*|полиции|міноборони|міністерств\\w+|армії|поліції|очевид\\w+|жител\\w+|мешканц\\w+|военкор\\w*|воєнкор\\w*)"
)
A_BODY = f"(?:(?:(?:the|a|an) (?:[\\w-]+ ){{0,3}}?|\\d[\\w-]* |местных |місцевих )?{BODY}(?!\\w)(?: of {NAME})?)"
OWNER = f"(?:{A_BODY}|{NAME})"
SHOWN_BY = (
    "released|published|posted|shared|provided|circulated|distributed|shot|filmed|taken|obtained|shown|issued|broadcast|"
    "опубликован\\w+|обнародован\\w+|показан\\w+|снят\\w+|распростран[её]н\\w+|выложен\\w+|предоставлен\\w+|"
    "опублікован\\w+|оприлюднен\\w+|показан\\w+|знят\\w+|поширен\\w+|викладен\\w+|надан\\w+"
)
SHOWED = (
    "released|published|posted|shared|provided|circulated|showed|shows|issued|опубликова\\w+|показа\\w+|показыва\\w+|обнародова\\w+|"
    "выложи\\w+|распространи\\w+|опублікува\\w+|оприлюдни\\w+|показу\\w+|поширил\\w+|поширив|виклал\\w+|виклав"
)
RELEASED = _pattern(
    f"(?: [\\w-]+){{0,4}}?,? (?:{SHOWN_BY})(?: (?:yesterday|today|on \\w+|вчера|вчора))? (?:by )?(?P<owner>{OWNER})"
)
AFTER = (
    _pattern(f" (?:from|by|от|від) (?P<owner>{OWNER})"),
    _pattern(f" (?:of (?:the|a) )?(?P<owner>{A_BODY})"),
    _pattern(" (?P<owner>(?-i:[А-ЯІЇЄҐ]{2,}(?!\\w)|Мин\\w+|Мін\\w+|Ген\\w+|Deep\\w+)(?: (?-i:[А-ЯІЇЄҐ])\\w*)?)"),
)
BEFORE = (
    _pattern(f"(?P<owner>{OWNER})['’]s? (?:[\\w-]+ ){{0,2}}$"),
    _pattern(
        f"(?<!\\w)(?P<owner>{OWNER})(?:,? (?:who|which|that|has|have|had)){{0,2}} (?:{SHOWED}) (?:[\\w-]+ ){{0,3}}$"
    ),
)
# What stands after evidence with a capital and does not own it: where it was filmed from, when.
NOT_OWNER = re.compile(
    r"(?:(?:the|a|an)\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|unmanned|drone|uav|mavic|copter|quad|air|ground|\d+\s\w+$|\d+$)",
    re.IGNORECASE,
)
# Of a person or a visit nobody is the holder; a flag's words name whose flag it is, not whose picture.
UNHELD = frozenset({EvidenceKind.EYEWITNESS, EvidenceKind.VISIT})
REACH = 90


def shown(kind: EvidenceKind, text: str, clause: Span, sentences: tuple[Span, ...]) -> Evidence:
    """The evidence of one kind for the claim in `clause`: the words that name it there or in the next sentence."""
    for begin, end in _around(clause, sentences):
        for pattern in PATTERNS[kind]:
            found = [match.span() for match in pattern.finditer(text, begin, end)]
            if found:
                best = min(found, key=lambda span: (max(clause[0] - span[1], span[0] - clause[1], 0), span))
                return Evidence(kind, _holder(kind, text, best, (begin, end)), (best,))
    return Evidence(kind, None, ())


def apart(pieces: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """`pieces` of one claim's evidence without those whose words lie within another's: one thing, named by more."""
    return tuple(one for one in pieces if not any(_lies_in(one, other) for other in pieces))


def _lies_in(one: Evidence, other: Evidence) -> bool:
    return one.spans != other.spans and any(
        outer[0] <= inner[0] and inner[1] <= outer[1] for inner in one.spans for outer in other.spans
    )


def _around(clause: Span, sentences: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the clause's stretch of sentences, then the sentence after it, then the one before it."""
    inside = [i for i, (begin, end) in enumerate(sentences) if begin < clause[1] and clause[0] < end]
    if not inside:
        yield clause
        return
    first, last = inside[0], inside[-1]
    yield min(sentences[first][0], clause[0]), max(sentences[last][1], clause[1])
    if last + 1 < len(sentences):
        yield sentences[last + 1]
    if first:
        yield sentences[first - 1]


def _holder(kind: EvidenceKind, text: str, words: Span, sentence: Span) -> str | None:
    """Whose the evidence is, if the words right at it say so."""
    before = text[max(sentence[0], words[0] - REACH) : words[0]]
    after = text[words[1] : min(sentence[1], words[1] + REACH)]
    if kind in UNHELD:
        return None
    beside = () if kind is EvidenceKind.FLAG else AFTER
    found = [*(form.search(before) for form in BEFORE), RELEASED.match(after), *(form.match(after) for form in beside)]
    owners = (match["owner"].strip(" «»,") for match in found if match)
    return next((owner for owner in owners if owner and not NOT_OWNER.match(owner)), None)
