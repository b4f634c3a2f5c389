"""What hangs on what: the if-parts of a text, and what is said to follow from them.

A step is a stretch of words that tells of something that may happen; a join leads from one to another by words of the
text. Nothing is joined that the text does not join.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fogline.reading.condition_words import (
    ASKED,
    HAPPENS,
    IF,
    LACKING,
    LEADS,
    LEAVES,
    NEGATED,
    POINTS_BACK,
    RESULT,
    SO_WOULD,
    THAT,
    THEN,
    WOULD_THEN,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from fogline.terms.span import Span

# Fewer letters are no step.
LEAST = 4
COMMA = re.compile(r",\s+|;\s+|\s[—–]\s")
# A new clause within a sentence, at which the subject of a verb begins at the earliest.
CLAUSE = re.compile(r"(?:[,;:]|\s[—–])\s*(?:(?:and|but|as|because|since|that|и|но|а|что|так как|і|й|але|та|що|бо)\s+)?")
# "If, on the other hand, ..."
ASIDE = re.compile(r",[^,]{2,30},\s*")
THAT_CLAUSE = re.compile(r"(?<!\w)(?:that|что|що)\s+", re.IGNORECASE)
EDGE = " \t\n,;:.!?…—–-«»“”\"'()"


class Join(NamedTuple):
    """One step leads to another: their spans, and that of the words which say so."""

    cause: Span
    effect: Span
    cue: Span


def joins(text: str, sentences: Sequence[Span], said: Sequence[Span]) -> list[Join]:
    """The joins of `text` in order; `said` are spans of sources and cues, which belong to no step."""
    found: list[Join] = []
    before: Span | None = None
    for span in sentences:
        parts = list(_parts(text, span, said))
        own: list[Join] = []
        for part in parts:
            own += _within(text, part, own[-1].effect if own else before)
        found += own
        # Of a sentence that joins nothing, the longest part is what the next one can point back at.
        whole = max(filter(None, (_trim(text, part) for part in parts)), key=_length, default=before)
        before = own[-1].effect if own else whole
    return found


def if_parts(text: str, sentences: Sequence[Span], said: Sequence[Span]) -> list[Span]:
    """The stretches of `text` that only say under which condition something else is so."""
    parts = []
    for span in sentences:
        for sentence in _parts(text, span, said):
            found = _conditional(text, sentence)
            if found:
                parts.append(found.cause)
    return parts


def _parts(text: str, sentence: Span, said: Sequence[Span]) -> Iterator[Span]:
    """The sentence without who says it: the stretch before, or behind, each source and cue."""
    begin, end = sentence
    for first, last in sorted(said):
        if begin <= first and last <= sentence[1]:
            if _trim(text, (begin, first)):
                yield begin, first
            begin = last
    if _trim(text, (begin, end)):
        yield begin, end


def _within(text: str, sentence: Span, before: Span | None) -> Iterator[Join]:
    """The joins within one sentence, told after the step `before`."""
    conditional = _conditional(text, sentence)
    if conditional:
        again = before if HAPPENS.match(text, *conditional.cause) else None
        last = yield from _unfolded(text, conditional._replace(cause=again or conditional.cause))
        yield from _leading(text, last, last)
        return
    result = RESULT.match(text, sentence[0], sentence[1])
    rest = _trim(text, (result.end(), sentence[1])) if result else None
    if result and rest and before:
        last = yield from _unfolded(text, Join(before, rest, result.span()))
        yield from _leading(text, last, last)
        return
    then, whole = WOULD_THEN.search(text, *sentence), _trim(text, sentence)
    if then and whole and before:
        last = yield from _unfolded(text, Join(before, whole, then.span()))
        yield from _leading(text, last, last)
        return
    so = next((one for one in _results(text, sentence)), None)
    if so:
        yield so
        return
    yield from _leading(text, sentence, before)


def _results(text: str, sentence: Span) -> Iterator[Join]:
    """Joins of two clauses by "..., so that as a result ..."."""
    for comma in COMMA.finditer(text, *sentence):
        result = RESULT.match(text, comma.end(), sentence[1])
        if result:
            cause, effect = _trim(text, (sentence[0], comma.start())), _trim(text, (result.end(), sentence[1]))
            if cause and effect:
                yield Join(cause, effect, result.span())


def _unfolded(text: str, join: Join) -> Generator[Join, None, Span]:
    """Yield `join` with an effect of its own ("it may necessitate X" is X); gives where further verbs may stand."""
    begin, end = join.effect
    verb = _verb(text, begin, end)
    if verb and POINTS_BACK.fullmatch(text, begin, verb.start()):
        own = _trim(text, (verb.end(), end))
        if own:
            yield Join(join.cause, own, join.cue)
            return own
    cut = _which(text, join.effect)
    effect = _trim(text, (begin, cut)) if cut else join.effect
    if effect:
        yield Join(join.cause, effect, join.cue)
    return join.effect


def _verb(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The first verb in [begin, end) that leads to something."""
    found = (LEADS.search(text, begin, end), SO_WOULD.search(text, begin, end))
    return min(filter(None, found), key=re.Match.start, default=None)


def _which(text: str, span: Span) -> int | None:
    """Where "..., which would ..." begins, if there is such."""
    for comma in COMMA.finditer(text, *span):
        verb = _verb(text, comma.end(), span[1])
        if verb and POINTS_BACK.fullmatch(text, comma.end(), verb.start()):
            return comma.start()
    return None


def _leading(text: str, span: Span, before: Span | None) -> Iterator[Join]:
    """Joins by verbs that lead from a cause to its effect, the cause being the verb's subject or what it points at."""
    cut = _which(text, span)
    verb = _verb(text, *span)
    if not verb:
        return
    if cut is not None and cut < verb.start():
        cause, effect = _trim(text, (span[0], cut)), _trim(text, (verb.end(), span[1]))
    else:
        begin = _subject(text, span[0], verb.start())
        back = POINTS_BACK.fullmatch(text, begin, verb.start())
        if not back and LEAVES.search(verb.group()):
            return
        cause = before if back else _trim(text, (begin, verb.start()))
        effect = _trim(text, (verb.end(), cut or span[1]))
    if cause and effect and cause != effect and not cause[0] <= effect[0] < cause[1]:
        yield Join(cause, effect, verb.span())
        if cut is not None and cut > verb.start():
            further = _verb(text, cut, span[1])
            last = _trim(text, (further.end(), span[1])) if further else None
            if further and last:
                yield Join(effect, last, further.span())


def _subject(text: str, begin: int, verb: int) -> int:
    """Where the subject of the verb at `verb` begins."""
    for clause in CLAUSE.finditer(text, begin, verb):
        if clause.end() < verb and _trim(text, (clause.end(), verb)):
            begin = clause.end()
    return begin


def _conditional(text: str, sentence: Span) -> Join | None:
    """The first if-part of a sentence with what follows from it."""
    for cue in IF.finditer(text, *sentence):
        if not ASKED.search(text, sentence[0], cue.start()):
            return _hung(text, sentence, cue.span())
    for cue in LACKING.finditer(text, *sentence):
        opens = not _trim(text, (sentence[0], cue.start()))
        comma = COMMA.search(text, cue.end(), sentence[1])
        if opens and NEGATED.search(text, cue.end(), sentence[1]):
            return _hung(text, sentence, cue.span()) if comma else _lacking(text, sentence, cue.span())
    return None


def _lacking(text: str, sentence: Span, cue: Span) -> Join | None:
    """ "Without new shells the gunners cannot ...": where no comma parts them, the noun group is the if-part."""
    group = re.compile(r"\s+(?:\w+(?:ых|их|ой|ей|ого|его|ої|ьої|ого)\s+)?\w+").match(text, cue[1], sentence[1])
    cause = _trim(text, group.span()) if group else None
    effect = _trim(text, (group.end(), sentence[1])) if group else None
    return Join(cause, effect, cue) if cause and effect else None


def _hung(text: str, sentence: Span, cue: Span) -> Join | None:
    """The if-part behind a cue, and the main clause behind it or before it."""
    head = text[sentence[0] : cue[0]]
    opens = not head.strip(EDGE) or THAT.search(head) is not None
    aside = ASIDE.match(text, cue[1], sentence[1])
    cue = (cue[0], aside.end()) if aside else cue
    comma = COMMA.search(text, cue[1], sentence[1])
    if opens:
        if not comma:
            return None
        cause, start = (cue[1], comma.start()), THEN.match(text, comma.start(), sentence[1])
        effect = (start.end() if start else comma.end(), sentence[1])
    else:
        cause = (cue[1], comma.start() if comma else sentence[1])
        begin = sentence[0]
        for told in THAT_CLAUSE.finditer(text, sentence[0], cue[0]):
            begin = told.end()
        effect = (begin, cue[0])
    own, other = _trim(text, cause), _trim(text, effect)
    return Join(own, other, cue) if own and other else None


def _length(span: Span) -> int:
    return span[1] - span[0]


def _trim(text: str, span: Span) -> Span | None:
    """`span` without blanks and signs at its ends; None where nothing that could be a step is left."""
    begin, end = span
    while begin < end and text[begin] in EDGE:
        begin += 1
    while begin < end and text[end - 1] in EDGE:
        end -= 1
    return (begin, end) if end - begin >= LEAST else None
