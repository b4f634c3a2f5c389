"""A place that is known by nothing but its name."""

from __future__ import annotations

from fogline.linking.names import CYRILLIC, key, lemmas
from fogline.linking.ukraine import romanised
from fogline.terms.place import Place, Precision

# What names in other cases end in, and what most names of villages end in.
OBLIQUE = frozenset("иыіуюмх")
USUAL = ("ка", "не", "ое", "ське", "ское")


def unknown_place(surface: str) -> Place:
    """The place that `surface` names, which no gazetteer has: in Latin letters, its case undone as far as can be."""
    name = surface
    if CYRILLIC.search(surface.casefold()):
        name = romanised(_nominative(surface))
    return Place(f"name:{key(name)}", name, None, None, Precision.UNKNOWN, None, 0)


def _nominative(surface: str) -> str:
    """`surface`, or the lemma that most names of villages would have in its case."""
    if surface[-1] not in OBLIQUE:
        return surface
    found = list(lemmas(surface))
    return next((name for name in found if name.endswith(USUAL)), found[0] if found else surface)
