"""Numbers in digits and words, in English, Russian and Ukrainian: how they are written and what they come to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Words for small numbers in the forms in which they count things.
SMALL = {
    1: "one один одна одно одну одного одной одному одним одні одне однієї",
    2: "two два две двух двое двоих двоим двум двумя дві двох двоє двом двома",
    3: "three три трёх трех трое троих трём трем тремя трьох троє трьом трьома",
    4: "four четыре четырёх четырех четверо четверых четырьмя чотири чотирьох чотирма",
    5: "five пять пяти пятью пятеро пятерых п'ять п'яти п'ятьох п'ятеро п'ятьма",
    6: "six шесть шести шестью шестеро шестерых шість шістьох шістьма",
    7: "seven семь семи семью семеро семерых сім сімох сьома",
    8: "eight восемь восьми восемью восьмеро восьмерых вісім вісьмох",
    9: "nine девять девяти девятью девятеро девятерых дев'ять дев'яти дев'ятьох дев'ятеро",
    10: "ten десять десяти десятью десятеро десятерых десятьох",
    11: "eleven одиннадцать одиннадцати одинадцять одинадцяти одинадцятьох",
    12: "twelve двенадцать двенадцати дванадцять дванадцяти дванадцятьох",
}
# Forms of number words from thirteen on. A "+" stands for every case ending.
LARGE = {
    13: "thirteen тринадцат+ тринадцят+",
    14: "fourteen четырнадцат+ чотирнадцят+",
    15: "fifteen пятнадцат+ п'ятнадцят+",
    16: "sixteen шестнадцат+ шістнадцят+",
    17: "seventeen семнадцат+ сімнадцят+",
    18: "eighteen восемнадцат+ вісімнадцят+",
    19: "nineteen девятнадцат+ дев'ятнадцят+",
    20: "twenty двадцат+ двадцят+",
    30: "thirty тридцат+ тридцят+",
    40: "forty сорок сорока",
    50: "fifty пятьдесят пятидесяти п'ятдесят п'ятдесяти п'ятдесятьох полсотни півсотні півсотню",
    60: "sixty шестьдесят шестидесяти шістдесят шістдесяти шістдесятьох",
    70: "seventy семьдесят семидесяти сімдесят сімдесяти сімдесятьох",
    80: "eighty восемьдесят восьмидесяти вісімдесят вісімдесяти вісімдесятьох",
    90: "ninety девяносто девяноста дев'яносто дев'яноста",
    100: "сто ста сотня сотню сотнею",
    200: "двести двухсот двісті двохсот",
    300: "триста трёхсот трехсот трёхстах трьохсот",
    400: "четыреста четырёхсот четырехсот чотириста чотирьохсот",
    500: "пятьсот пятисот п'ятсот п'ятисот",
    600: "шестьсот шестисот шістсот шестисот",
    700: "семьсот семисот сімсот семисот",
    800: "восемьсот восьмисот вісімсот восьмисот",
    900: "девятьсот девятисот дев'ятсот дев'ятисот",
    1000: "тысяча тысячу тысяче тысячей тисяча тисячу тисячею",
    10: "десяток",
    12: "дюжина дюжину",
    0.5: "половиной",
    1.5: "полтора полторы полутора півтора півтори",
    2: "both twice оба обе обоих обеих обидва обидві обох дважды двічі вдвоём удвох",
    3: "thrice трижды тричі втроём утрьох",
}
THOUSAND = 1000
ENDINGS = "ь и ью ьох ьом ьма еро ерых".split()
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "десятк": 10,
    "дюжин": 12,
    "сот": 100,
    "тыс": 1000,
    "тис": 1000,
    "млн": 1_000_000,
    "миллион": 1_000_000,
    "мільйон": 1_000_000,
}

APOSTROPHES = str.maketrans("’ʼ`", "'''")


def _forms(table: Mapping[int, str] | Mapping[float, str]) -> dict[str, float]:
    written = {form: number for number, forms in table.items() for form in forms.split()}
    whole = {form: number for form, number in written.items() if not form.endswith("+")}
    return whole | {f[:-1] + e: n for f, n in written.items() if f.endswith("+") for e in ENDINGS}


WORDS = _forms(SMALL) | _forms(LARGE)


def either(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; letters with which many begin are tried once."""
    return _either(sorted({word for word in words if word})).replace("'", "['’ʼ]")


def _either(words: list[str]) -> str:
    firsts = sorted({word[0] for word in words if word})
    branches = [re.escape(first) + _either([word[1:] for word in words if word[:1] == first]) for first in firsts]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}"


def pattern(source: str) -> re.Pattern[str]:
    """Compile `source`; a space in it stands for any one blank."""
    return re.compile(source.replace(" ", "\\s"), re.IGNORECASE)


DIGITS = r"(?:\d{1,3}(?:[\u0020\u00a0\u202f\u2009,.’']\d{3}){1,3}(?!\d)|\d{1,12}(?:[.,]\d{1,6})?)(?!\d)"
WORD = f"(?:{either(WORDS)}(?!\\w))"
SCALE = (
    "(?:(?:dozen|hundred|thousand|million|десятк|дюжин|тысяч|тисяч|миллион|мільйон)\\w*|сот(?:н\\w+|ен|ень)|"
    "(?:тыс|тис|млн)\\b\\.?)"
)
BOUNDS = "больше более около до менее свыше понад близько більше більш".split()
ABOUT = "(?:" + "|".join(f"(?<={word} )" for word in BOUNDS) + ")"
NUMERAL = (
    f"(?:(?:{DIGITS}(?:[- ]?{SCALE})?|(?:half )?an? {SCALE}|{ABOUT}{SCALE}|{WORD}|{SCALE} (?:(?:зо|с|со) )?{WORD})"
    f"(?:(?:[- ]|(?:(?<=hundred)|(?<=thousand)) and | с половиной (?={SCALE})){WORD}|"
    f"(?: с половиной)?[- ]{SCALE}){{0,5}})"
)
TOKEN = re.compile(rf"{DIGITS}|[^\W\d]+(?:['’ʼ][^\W\d]+)*")
SEPARATED = re.compile(r"[\s\u00a0\u202f\u2009,.’'](?=\d{3}(?!\d))")


def value(said: str) -> float:
    """The number that a numeral in digits, words or both stands for."""
    tokens = TOKEN.findall(said.lower().translate(APOSTROPHES))
    numbers = [WORDS.get(token) or _scale(token) or _digits(token) for token in tokens]
    known = [(number, bool(_scale(token))) for token, number in zip(tokens, numbers, strict=True) if number]
    if tokens[0] == "half" or (len(known) > 1 and known[0][1] and _scale(tokens[0])):
        # "half a dozen"; "тысячи четыре": the word before multiplies all that follows.
        first = 0.5 if tokens[0] == "half" else known.pop(0)[0]
        return first * _sum(known)
    return _sum(known)


def _sum(numbers: list[tuple[float, bool]]) -> float:
    total = current = 0.0
    for number, is_scale in numbers:
        if not is_scale:
            current += number
        elif number < THOUSAND:
            current = (current or 1) * number
        else:
            total, current = total + (current or 1) * number, 0.0
    return total + current


def _scale(token: str) -> float | None:
    if token in WORDS:
        return None
    return next((number for stem, number in SCALES.items() if token.startswith(stem)), None)


def _digits(token: str) -> float | None:
    return float(SEPARATED.sub("", token).replace(",", ".")) if token[0].isdigit() else None
