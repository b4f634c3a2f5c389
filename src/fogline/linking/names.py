"""Names across scripts, transliterations and inflections.

`key` gives one string to all spellings of a name that differ in case, signs, script or transliteration (Куп'янськ,
Купянск, Kup'yans'k, Kupiansk). `rough` goes further for Ukrainian names in their Russian form (Білогорівка,
Белогоровка). `lemmas` lists the names that an inflected form may belong to (Купянском, Великой Новосёлки).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

APOSTROPHES = re.compile(r"[’ʼʻ‘`´′″”“\"ʹʺ]")
GAPS = re.compile(r"[\s\-‐‑–—/,;()_.]+")
WORDS = re.compile(r"[^\s\-‐‑–—/,;()_.']+")
CYRILLIC = re.compile(r"[а-яёіїєґў]")
# What a unit of administration is called, and abbreviations in names.
SAME_WORD = {
    **dict.fromkeys(("область", "обл", "oblast'", "region", "регион", "регіон"), "oblast"),
    **dict.fromkeys(("район", "district", "rayon"), "raion"),
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
}
LETTERS = str.maketrans(
    {
        **dict(zip("абвгґдезиіїйклмнопрстуфыэўєё", "abvggdeziiiiklmnoprstufieuee", strict=True)),
        "щ": "шч",
        "ю": "iu",
        "я": "ia",
        "ь": "",
        "ъ": "",
        "'": "",
        "č": "ч",
        "ć": "ч",
        "š": "ш",
        "ž": "ж",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ə": "e",
        "æ": "ae",
        "œ": "oe",
        "y": "i",
        "j": "i",
        "w": "v",
        "q": "k",
        "x": "ks",
    }
)
LATIN_GROUPS = re.compile(r"tsch|tch|sch|shh|ch|sh|zh|kh|ph|ts|tz|ck|h|c")
GROUP = {
    **dict.fromkeys(("tsch", "tch", "ch"), "ч"),
    **dict.fromkeys(("sch", "sh"), "ш"),
    **dict.fromkeys(("ts", "tz"), "ц"),
    **dict.fromkeys(("ck", "c"), "k"),
    "shh": "шч",
    "zh": "ж",
    "kh": "х",
    "ph": "f",
    "h": "g",
}
FOLDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ie"), "e"),
    # Endings of adjectives: Kozatske, Козацкое; Нова, Новая; Кривий, Кривой.
    (re.compile(r"(?<=..)(?:oe$|(?<=[kgхnrvlt])ee$)"), "e"),
    (re.compile(r"(?<=..)aia$"), "a"),
    (re.compile(r"(?<=..)[oe]i$"), "i"),
    # Харків, Харьков; Авдіївка, Авдеевка; Зайцеве, Зайцево.
    (re.compile(r"[ieo]+v(?=$|[kцчs])"), "iv"),
    (re.compile(r"[ieo]+v[eo]$"), "ive"),
)


# Longer runs of letters are no words of a name, and are left as they are.
LONGEST_WORD = 64


def spelling(name: str) -> str:
    """`name` with case, apostrophes and gaps between words made one: what counts as the same spelling."""
    return GAPS.sub(" ", APOSTROPHES.sub("'", unicodedata.normalize("NFC", name).casefold())).strip()


def key(name: str) -> str:
    """The key of `name`: the same for every way to write it that we fold."""
    joined = APOSTROPHES.sub("'", unicodedata.normalize("NFC", name).casefold()).replace(".", "")
    return " ".join(filter(None, map(_word_key, GAPS.split(joined))))


@lru_cache(maxsize=1 << 16)
def _word_key(word: str) -> str:
    if len(word) > LONGEST_WORD:
        return word
    word = word.removesuffix("'s")
    word = SAME_WORD.get(word, word)
    before = None
    while word != before:
        before = word
        word = word.translate(LETTERS)
        if not word.isascii():
            word = _bare(word).translate(LETTERS)
        word = LATIN_GROUPS.sub(lambda match: GROUP[match.group()], word)
        for pattern, instead in FOLDS:
            word = pattern.sub(instead, word)
        word = SAME_WORD.get(word, word)
    return word


def _bare(word: str) -> str:
    """`word` without diacritics and compatibility forms."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(filter(str.isalnum, decomposed)).casefold()


# Stems that Ukrainian and Russian have in different shape, as they stand in keys.
STEMS = {
    "mikol": "nikol",
    "mikit": "nikit",
    "oleks": "aleks",
    "kostiantin": "konstantin",
    "olen": "elen",
    "katerin": "ekaterin",
    "opanas": "afanas",
    "pilip": "filip",
    "kamian": "kamen",
    "vovч": "volч",
    "жovt": "жelt",
    "sonц": "solnц",
    "iablun": "iablon",
    "robot": "rabot",
    "perш": "perv",
    "drug": "vtor",
    "pivden": "iuж",
    "pivniчn": "severn",
    "sхidn": "vostoчn",
    "zaхidn": "zapadn",
}
STEM = re.compile(r"\b(?:" + "|".join(STEMS) + ")")
VOWELS = re.compile(r"i?[ieo]+")


def rough(folded: str) -> str:
    """A coarser form of a key, for the Russian form of a Ukrainian name: і, и, е and о become one."""
    return VOWELS.sub("e", STEM.sub(lambda match: STEMS[match.group()], folded))


# Ending of a form -> endings of the name it may be a form of, the likelier first. An ending of "" asks the bare stem.
ENDINGS: dict[str, tuple[str, ...]] = {
    # adjectives and names that decline as such
    "ого": ("ий", "е", "ый", "ой", "ое", ""),
    "его": ("ий", "е", "ее"),
    "ього": ("ій", "є"),
    "ому": ("ий", "е", "ый", "ой", "ое", ""),
    "ему": ("ий", "е", "ее"),
    "ьому": ("ій", "є"),
    "им": ("ий", "е", "і", "ое", "ий", "ие"),
    "ым": ("ый", "ое", "ой", "ые"),
    "ім": ("ий", "е", "ій"),
    "ої": ("а",),
    "ой": ("ая", "а"),
    "ій": ("а", "я"),
    "ою": ("а", "ая"),
    "ую": ("ая",),
    "ей": ("я", "яя", "а", "и", "ы", "і"),
    "ею": ("я", "а", "яя"),
    "єю": ("я",),
    "юю": ("яя",),
    "их": ("і", "ие"),
    "ых": ("ые",),
    "іх": ("і",),
    "ими": ("і", "ие"),
    "ыми": ("ые",),
    # nouns
    "ами": ("и", "ы", "а", "і"),
    "ями": ("і", "и", "я"),
    "ах": ("и", "ы", "і", "а"),
    "ях": ("і", "и", "я", "ї"),
    "ам": ("и", "ы", "і", "а"),
    "ям": ("і", "и", "я"),
    "ом": ("", "о", "ое"),
    "ем": ("ь", "е", "й", ""),
    "єм": ("й", "є"),
    "ём": ("ь", "й", "е"),
    "еві": ("ь", "й"),
    "єві": ("й",),
    "ові": ("", "о"),
    "ку": ("ок", "ко", "к", "ка", "ек"),
    "ка": ("ок", "ек"),
    "ком": ("ок", "ек"),
    "ці": ("ка", "ця", "ц"),
    "зі": ("га", "з", "за", "г"),
    "сі": ("ха", "с", "са", "х"),
    "ща": ("ще",),
    "щу": ("ще",),
    "ью": ("ь",),
    "ии": ("ия",),
    "ії": ("ія",),
    "ів": ("и", "і"),
    "їв": ("ї",),
    "ов": ("ы", "и"),
    "ев": ("ы", "и"),
    "ок": ("ки",),
    "а": ("", "о"),
    "у": ("", "а", "о"),
    "ю": ("я", "ь", "й", "е"),
    "я": ("ь", "е", "й"),
    "и": ("а", "ь", "я"),
    "ы": ("а",),
    "і": ("", "а", "я", "ь", "о", "е"),
    "ї": ("я", "й"),
    "е": ("", "а", "о", "ь", "я"),
    "": ("и", "ы", "і", "а", "о"),
}
LONGEST_ENDING = max(map(len, ENDINGS))
# A name of several words has the product of its words' candidates; those beyond are the unlikely ones. No name that
# texts inflect has more words than that.
MOST_LEMMAS = 120
MOST_WORDS = 6
SHORTEST_STEM = 2


def lemmas(surface: str) -> list[str]:
    """The names that `surface` may be an inflected form of, itself left out; none where it isn't Cyrillic."""
    words = WORDS.findall(spelling(surface).replace("'", ""))
    if not 0 < len(words) <= MOST_WORDS or max(map(len, words)) > LONGEST_WORD:
        return []
    if not all(map(CYRILLIC.search, words)):
        return []
    candidates = [_lemmas(word) for word in words]
    worst = sum(len(forms) - 1 for forms in candidates)
    ordered = (found for places in range(worst + 1) for found in _of_places(candidates, places))
    return [" ".join(forms) for forms in islice(ordered, 1, MOST_LEMMAS + 1)]


def _of_places(candidates: Sequence[list[str]], places: int) -> Iterator[tuple[str, ...]]:
    """One candidate a word, in every way in which their places in their lists add up to `places`."""
    if len(candidates) == 1:
        if places < len(candidates[0]):
            yield (candidates[0][places],)
        return
    others = sum(len(forms) - 1 for forms in candidates[1:])
    for place in range(max(0, places - others), min(places, len(candidates[0]) - 1) + 1):
        for rest in _of_places(candidates[1:], places - place):
            yield candidates[0][place], *rest


def _lemmas(word: str) -> list[str]:
    return list(dict.fromkeys([word, *_stemmed(word)]))


def _stemmed(word: str) -> Iterator[str]:
    for length in range(min(LONGEST_ENDING, len(word) - SHORTEST_STEM), -1, -1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        if ending or stem[-1] not in "аеиоуыэюяєії":
            yield from (stem + instead for instead in ENDINGS.get(ending, ()))
