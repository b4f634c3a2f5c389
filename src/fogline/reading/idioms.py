"""Phrases that look as if somebody spoke and in which nobody does: "speaks volumes", "the blast claimed two lives"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fogline.reading.attribution import Attribution
    from fogline.reading.pieces import Pieces
    from fogline.reading.tagger import Tagged

# Read from where the cue begins; in what stands between a verb and its complement there is no other verb's subject.
SAYS_NOTHING = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|would|will)\s)?(?:"
    r"(?:speak|speaks|spoke|spoken|speaking)\s(?:volumes|(?:for|louder)\s?(?:itself|themselves|than)?)"
    r"|(?:tell|tells|told|telling)\s(?:on\s|its\sown\s|their\sown\s|a\s\w+\sstory)"
    r"|claim(?:s|ed|ing)?\s(?:(?!that\b)[\w,.’'-]+\s){0,5}(?:life|lives|victims)\b"
    r"|(?:go|goes|went)\swithout\ssaying|needless\sto\ssay"
    r"|говор(?:ит|ят|ил[аио]?)\s(?:сам[аои]?\sза\sсебя|сами\sза\sсебя|о\sмногом)|само\sсобой\sразумеется"
    r"|говор(?:ить|ять|ил[аио]|ив)\s(?:сам[аеоі]?\sза\sсебе|про\sбагато(?:\sщо|\sчого)?)|саме\sсобою\sзрозуміло"
    r"|(?:ун[её]с(?:ла|ло|ли)?|забрал[аои]?|забра[вл]\w?)\s(?:[\w-]+\s){0,3}(?:жизн\w+|життя|життів)"
    r")",
    re.IGNORECASE,
)
# Signs are shown by people, who mean something by it, and by things, which do not.
NO_SIGN = re.compile(
    r"(?:(?:has|have|had|is|are|was|were)\s)?(?:show|shows|showed|shown|showing|give|gives|gave|given)\s"
    r"(?:no|few|little|any|hardly\sany|every)\ssigns?\b"
    r"|не\s(?:под\w+|показ\w+|проявля\w+|обнаружива\w+)\s(?:никаких\s)?признак\w*"
    r"|не\s(?:пода\w+|показу\w+|виявля\w+|проявля\w+)\s(?:жодних\s)?ознак\w*",
    re.IGNORECASE,
)
THING = re.compile(r"(?:that|which|it|this|they|котор\w+|что|як[аеиі]й?|що|вон[ои]|оно|это|це)", re.IGNORECASE)
REACH = 60


def without_idioms(found: Tagged, text: str, pieces: Pieces) -> Tagged:
    """`found` without attributions whose cue is no word of saying; what stands there is the report's own."""
    return replace(found, attributions=tuple(one for one in found.attributions if not _is_idiom(one, text, pieces)))


def _is_idiom(one: Attribution, text: str, pieces: Pieces) -> bool:
    begin = int(pieces.word_starts[one.cue[0]])
    stretch = text[begin : begin + REACH]
    if SAYS_NOTHING.match(stretch):
        return True
    source = text[pieces.word_starts[one.source[0]] : pieces.word_ends[one.source[-1]]] if one.source else "it"
    return NO_SIGN.match(stretch) is not None and THING.fullmatch(source) is not None
