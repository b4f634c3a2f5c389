"""Who looks at the pages, and what they may do there."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException

from fogline.terms.account import Role

if TYPE_CHECKING:
    from starlette.requests import Request

    from fogline.terms.account import Account
    from fogline.views.web.service import Service


class Visitor(NamedTuple):
    """Whoever asks: with which account, by which secret `words` of the browser, and whether one may `enter` here."""

    account: Account | None = None
    words: str = ""
    reads: bool = True
    adds: bool = False
    enters: bool = False

    @property
    def form(self) -> str:
        """What a form that was made for this browser says: a hash of its words, which no other page can know."""
        return hmac.new(self.words.encode(), b"a form of Fogline", sha256).hexdigest() if self.words else ""

    def sent(self, form: object) -> None:
        """Raise HTTPException where a form that says `form` was not made for this browser."""
        if not self.words or not hmac.compare_digest(str(form).encode("utf-8", "replace"), self.form.encode()):
            raise HTTPException(403)


NOBODY = Visitor()


def visitor(service: Service, request: Request) -> Visitor:
    """Who asks: whom the admission let in or, where nobody has an account, anybody."""
    known = getattr(request.state, "visitor", None)
    return known if isinstance(known, Visitor) else Visitor(adds=service.at_home)


def admitted(account: Account | None, words: str, *, reading_open: bool) -> Visitor:
    """Who asks where there are accounts."""
    adds = account is not None and account.role.may(Role.ANALYST)
    return Visitor(account, words, reading_open or account is not None, adds, enters=True)
