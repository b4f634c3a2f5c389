"""A world of reports that retell one another, made from real articles, of which it is known who had it from whom.

Some articles are origins; copies are cut, re-led, given another headline, edited a little, merged, or pasted into an
article of one's own, and are copied again. Others are unrelated articles on the same topic. Every outlet signs all it
publishes, some statements are quoted everywhere, some reports have no time, and they come in in any order.
"""

import re
from dataclasses import dataclass, field

import numpy as np

from fogline.linking.retelling.rows import Told

PARAGRAPHS = re.compile(r"\n\s*\n|\n")
SENTENCES = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")
SIGNATURES = (
    "Follow us on social networks for more.",
    "Subscribe to our channel and send us your news.",
    "Read more of our reporting on our website. All rights reserved.",
    "This story was produced by our newsroom, which thanks its readers for their support through the years.",
)
OUTLETS = 24
# Parts of the copies that are merged from two, have their own lead, keep the headline, name their parent, forward it.
MERGED, RE_LED, SAME_HEADLINE, CITING, FORWARDED = 0.1, 0.4, 0.3, 0.25, 0.08
# Words that a copy takes over at least; reports that have one statement; the edit that exchanges neighbouring words.
LEAST_WORDS, QUOTING, SWAP = 25, 5, 3


@dataclass(frozen=True)
class Setting:
    """How hard it is made. `edited` is the part of the words that a copy changes, `kept` what it keeps of its parent.

    `timeless` and `dated` are the parts of reports without a time and with a date only, `pasted` that of the copies
    that are put into an article of the outlet's own.
    """

    edited: float
    kept: tuple[float, float]
    timeless: float
    dated: float
    pasted: float


# Feeds, exports and archives give times, pages some a date only.
USUAL = Setting(edited=0.05, kept=(0.35, 1.0), timeless=0.02, dated=0.1, pasted=0.15)
UNDATED = Setting(edited=0.05, kept=(0.35, 1.0), timeless=0.1, dated=0.3, pasted=0.15)
HARD = Setting(edited=0.14, kept=(0.12, 0.5), timeless=0.4, dated=0.3, pasted=0.35)


# A paragraph, and the number of the origin that it is from; None where it is the outlet's own.
Paragraph = tuple[str, int | None]


@dataclass
class Draft:
    """A report in the making; `paragraphs` begin with the headline."""

    number: int
    paragraphs: list[Paragraph]
    hour: float
    outlet: int
    cited: list[str] = field(default_factory=list)
    forwarded: str | None = None

    @property
    def roots(self) -> frozenset[int]:
        """The origins of what it tells, where that is more than a few words."""
        words: dict[int, int] = {}
        for text, root in self.paragraphs[1:]:
            if root is not None:
                words[root] = words.get(root, 0) + len(text.split())
        return frozenset(root for root, count in words.items() if count >= LEAST_WORDS) or frozenset({self.number})


@dataclass(frozen=True)
class World:
    """Reports as they come in, and of each the origins of what it tells (itself if of its own) and its hour."""

    reports: list[Told]
    roots: dict[str, frozenset[str]]
    hours: dict[str, float]


@dataclass
class Press:
    """What copies are made with: paragraphs of outlets' own, each used once, and words to edit with."""

    setting: Setting
    rng: np.random.Generator
    own: list[str]
    vocabulary: list[str]


def world(articles: list[str], setting: Setting, seed: int) -> World:
    """Make one of `articles`: a fifth gives outlets' own words, two fifths are origins, the others are unrelated."""
    rng = np.random.default_rng(seed)
    mixed = [_paragraphs(articles[place]) for place in rng.permutation(len(articles))]
    donors, rest = mixed[: len(mixed) // 5], mixed[len(mixed) // 5 :]
    own = [paragraph for donor in donors for paragraph in donor[1:]]
    vocabulary = [word for paragraph in own for word in paragraph.split() if word.isalpha()]
    press = Press(setting, rng, own, vocabulary)
    drafts = [
        Draft(number, [(one, number) for one in paragraphs], float(rng.uniform(0, 24 * 60)), int(rng.integers(OUTLETS)))
        for number, paragraphs in enumerate(rest)
    ]
    trees = [[draft] for draft in drafts[: len(rest) // 2]]
    for tree in trees:
        for _ in range(int(rng.integers(1, 7))):
            copy = _copy(tree[int(rng.integers(len(tree)))], trees, press)
            copy.number = len(drafts)
            drafts.append(copy)
            tree.append(copy)
    _quote(drafts, press)
    arrivals = rng.permutation(len(drafts))
    reports = [_told(draft, int(arrival), setting, rng) for draft, arrival in zip(drafts, arrivals, strict=True)]
    roots = {reports[draft.number].id: frozenset(reports[root].id for root in draft.roots) for draft in drafts}
    hours = {reports[draft.number].id: draft.hour for draft in drafts}
    return World(sorted(reports, key=lambda report: report.arrival), roots, hours)


def unrelated(articles: list[str], longest: int = 8, most: int = 3) -> list[str]:
    """`articles` without those that have more than `most` runs of `longest` words, end to end, with an earlier one.

    The corpus holds a few that retell another; a plain table of runs finds them.
    """
    seen: set[tuple[str, ...]] = set()
    kept = []
    for text in articles:
        words = re.findall(r"\w+", text.lower())
        runs = {tuple(words[place : place + longest]) for place in range(len(words) - longest + 1)}
        if len(runs & seen) <= most * longest:
            kept.append(text)
        seen |= runs
    return kept


def _copy(parent: Draft, trees: list[list[Draft]], press: Press) -> Draft:
    rng = press.rng
    body = _cut(parent.paragraphs[1:], press)
    hour = parent.hour + float(rng.exponential(8)) + 0.1
    way = rng.random()
    if way < press.setting.pasted:
        own = _own(press, int(rng.integers(2, 6)))
        place = int(rng.integers(len(own) + 1))
        body = [*own[:place], *body, *own[place:]]
    elif way < press.setting.pasted + MERGED:
        other = trees[int(rng.integers(len(trees)))][0]
        body = [*body, *_cut(other.paragraphs[1:], press)]
        hour = max(hour, other.hour + float(rng.exponential(8)) + 0.1)
    if rng.random() < RE_LED:
        body = [*_own(press, 1), *body]
    kept = rng.random() < SAME_HEADLINE
    headline = parent.paragraphs[0][0] if kept else _headline(press)
    draft = Draft(0, [(_edited(text, press), root) for text, root in [(headline, None), *body]], hour, 0)
    draft.outlet = int(rng.integers(OUTLETS))
    naming = rng.random()
    if naming < CITING:
        draft.cited.append(_outlet(parent.outlet))
    elif naming < CITING + FORWARDED:
        draft.forwarded = _outlet(parent.outlet)
    return draft


def _headline(press: Press) -> str:
    """Seven words in a row of an outlet's own."""
    first = int(press.rng.integers(len(press.vocabulary) - 7))
    return " ".join(press.vocabulary[first : first + 7]).capitalize()


def _own(press: Press, count: int) -> list[Paragraph]:
    """Paragraphs that stand nowhere else."""
    return [(press.own.pop(int(press.rng.integers(len(press.own)))), None) for _ in range(min(count, len(press.own)))]


def _cut(paragraphs: list[Paragraph], press: Press) -> list[Paragraph]:
    """Part of the paragraphs, from the top, from the bottom or here and there; all where that leaves too little."""
    count = len(paragraphs)
    kept = max(1, round(count * float(press.rng.uniform(*press.setting.kept))))
    chosen = (range(kept), range(count - kept, count), sorted(press.rng.permutation(count)[:kept]))
    part = [paragraphs[place] for place in chosen[int(press.rng.integers(3))]]
    return part if sum(len(text.split()) for text, _ in part) >= LEAST_WORDS else paragraphs


def _edited(paragraph: str, press: Press) -> str:
    """The paragraph with a part of its words left out, replaced, joined by another or changed in order."""
    out: list[str] = []
    for word in paragraph.split():
        way = int(press.rng.integers(4)) if press.rng.random() < press.setting.edited else -1
        other = press.vocabulary[int(press.rng.integers(len(press.vocabulary)))]
        if way == -1 or (way == SWAP and not out):
            out.append(word)
        elif way == SWAP:
            out.insert(-1, word)
        else:
            out += [[], [other], [word, other]][way]
    return " ".join(out)


def _quote(drafts: list[Draft], press: Press) -> None:
    """Some statements stand, quoted, in several reports that have nothing else in common."""
    for paragraph in press.own[: len(drafts) // 20]:
        statement = f"“{SENTENCES.split(paragraph)[0].strip('“”')}” the statement said."
        for place in press.rng.permutation(len(drafts))[:QUOTING]:
            paragraphs = drafts[place].paragraphs
            paragraphs.insert(int(press.rng.integers(1, len(paragraphs) + 1)), (statement, None))


def _told(draft: Draft, arrival: int, setting: Setting, rng: np.random.Generator) -> Told:
    day, hour = divmod(draft.hour, 24)
    moment: str | None = f"2024-{1 + int(day) // 28:02}-{1 + int(day) % 28:02}"
    chance = rng.random()
    if chance >= setting.timeless + setting.dated:
        moment = f"{moment}T{int(hour):02}:{int(hour % 1 * 60):02}:00Z"
    return Told(
        id=f"report-{draft.number:05}",
        text="\n\n".join([*(text for text, _ in draft.paragraphs), SIGNATURES[draft.outlet % len(SIGNATURES)]]),
        arrival=arrival,
        language="en",
        moment=None if chance < setting.timeless else moment,
        outlet=_outlet(draft.outlet),
        cited=tuple(draft.cited),
        forwarded_from=draft.forwarded,
    )


def _outlet(number: int) -> str:
    return f"Outlet {number}"


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in PARAGRAPHS.split(text) if one.strip()] or [text]
