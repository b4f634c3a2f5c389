"""How sure a forecast is put: the class of its words, and a probability where it gives one."""

from __future__ import annotations

import re
from typing import NamedTuple

# Each class of words in three languages, the first that is found counts; what they mean is learned from the ledger.
CLASSES = (
    ("unlikely", "unlikely|improbable|doubtful|hardly|маловероятно|вряд ли|едва ли|малоймовірно|навряд чи|навряд"),
    ("certain", "certainly|inevitabl[ey]|surely|undoubtedly|неизбежно|несомненно|обязательно|неминуче|безумовно"),
    ("likely", "likely|probably|probable|expect(?:s|ed)?|вероятно|скорее всего|ожида\\w+|ймовірно|імовірно|очіку\\w+"),
    ("possible", "may|might|could|can|possib\\w+|perhaps|может|могут|возможно|может быть|може|можуть|можливо|мабуть"),
    ("planned", "plan(?:s|ned)?|intend\\w*|promis\\w+|vow\\w*|планиру\\w+|намерен\\w*|обеща\\w+|плану\\w+|обіця\\w+"),
)
FLAT = "flat"
PATTERNS = tuple((name, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for name, words in CLASSES)
NUMBER = r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|per ?cent|процент\w*|відсотк\w*)"
CHANCE = r"(?:chance|probabilit\w+|likelihood|odds|вероятност\w+|шанс\w*|ймовірн\w+|імовірн\w+)"
GIVEN = re.compile(rf"{NUMBER}[\s-]*(?:{CHANCE})|{CHANCE}\D{{0,20}}{NUMBER}", re.IGNORECASE)


class Hedge(NamedTuple):
    """A class of words, `flat` where there are none, and the probability that the text gives, 0 to 1."""

    words: str
    probability: float | None


def hedge(text: str) -> Hedge:
    """How sure `text` puts what it foretells."""
    given = GIVEN.search(text)
    number = float((given[1] or given[2]).replace(",", ".")) / 100 if given else None
    words = next((name for name, pattern in PATTERNS if pattern.search(text)), FLAT)
    return Hedge(words, number if number is not None and 0 <= number <= 1 else None)
