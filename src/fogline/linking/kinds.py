"""Of what kind a source is: a ministry, a unit, a channel ..., by who it is or by the words that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.linking.offices import CIVILIAN, FOREIGN, expression
from fogline.linking.tokens import cut, plain

if TYPE_CHECKING:
    from fogline.linking.theatre import Theatre


class Kinds:
    """The kinds of a theatre's sources."""

    def __init__(self, theatre: Theatre) -> None:
        """Compile the words that tell kinds, the most telling first: as the file has them, then offices."""
        self._actors = theatre.actors
        telling = [(word.pattern, word.kind) for word in theatre.kinds]
        telling += [
            (office.pattern, office.kind) for office in theatre.offices if office.kind not in {CIVILIAN, FOREIGN}
        ]
        kinds = dict.fromkeys(kind for _, kind in telling)
        self._words = [(kind, expression(p for p, of in telling if of == kind)) for kind in kinds]

    def of(self, source: str) -> str | None:
        """The kind of an actor by its id, or of who is named so; None where nothing tells."""
        if source in self._actors:
            return self._actors[source].kind
        joined = "".join(f"{plain(word)} " for word in cut(source))
        return next((kind for kind, words in self._words if words.search(joined)), None)
