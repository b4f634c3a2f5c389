"""Telegram Desktop's JSON exports (`result.json`), a single chat or all of an account: one item a message."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from fogline.sources.telegram_messages import BRACE, BRACKET, COMMA, BreaksOff, Document
from fogline.sources.telegram_text import (
    REPLACEMENT,
    facts_of,
    name,
    notes_of,
    number,
    parse,
    parse_message,
    text_of,
    whole,
)
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = frozenset({"chats", "left_chats"})
# Sections that stand before the chats of a full export and may fill the head of the file.
SECTIONS = {
    *("personal_information", "profile_pictures", "stories", "contacts", "frequent_contacts"),
    *("sessions", "web_sessions", "other_data"),
}
# Users, small groups and channels are numbered apart: what Telegram puts before the number, here as in "from_id", is
# what tells a chat from one of another kind with the same number.
CHATS = {
    **dict.fromkeys(("personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes"), "user"),
    "private_group": "chat",
    **dict.fromkeys(("private_supergroup", "public_supergroup", "private_channel", "public_channel"), "channel"),
}
# In a file with more something else is wrong than its messages.
MOST_BROKEN = 10_000
KINDS = {"message", "service", "unsupported"}


@dataclass(slots=True)
class _Chat:
    """What was told of a chat so far."""

    id: str | None = None
    name: str | None = None
    kind: str | None = None

    @property
    def peer(self) -> str:
        """The chat's name among all chats, its number alone where its kind is not told."""
        return f"{self.kind or ''}{self.id}"

    def tell(self, key: object, data: bytes | None) -> None:
        """Note the value of `key`, of two the latter."""
        if key == "id":
            self.id = number(_plain(data))
        elif key == "name":
            self.name = name(_plain(data))
        elif key == "type":
            self.kind = CHATS.get(str(_plain(data)))


@dataclass(frozen=True, slots=True)
class _Slice:
    chat: str
    outlet: str | None
    start: int
    data: bytes | None


def is_export(head: bytes) -> bool:
    """Whether a file that begins with `head`, of which some kilobytes suffice, is an export of Telegram Desktop."""
    try:
        return any(_signs(Document(BytesIO(head))))
    except BreaksOff:
        return False


def message_text(data: bytes) -> tuple[str, Facts, tuple[str, ...]]:
    """The text of the message in `data`, what it tells of itself, and notes; raises ValueError where it is none.

    The outlet, and what it replies to in its own chat, are told by the export around it and not here.
    """
    message = parse_message(data)
    written, notes = text_of(message)
    text, facts = whole(written), facts_of(message, None, None)
    bad = text.count(REPLACEMENT) - written.count(REPLACEMENT)
    bad += data.decode("utf-8", "replace").count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    damage = (f"{bad} damaged places are shown as {REPLACEMENT}",) if bad else ()
    return text, facts, (*damage, *notes, *notes_of(message, facts))


def messages(stream: BinaryIO, address: str, taken: str, within: str | None) -> Iterator[Item | Failure]:
    """Yield an item for each message, in the order of the file; of service messages nothing.

    The stream is read once, and no more than one message is held. Only where a chat's name, id or type stands behind
    its messages, or is missing as that of a deleted account, are they looked up first by reading ahead and going back;
    a stream that cannot go back then gives no name, and without an id a failure in the place of that chat. Where the
    file is cut or damaged, what is whole before it is yielded, then a failure that names the byte.
    """
    document = Document(stream)
    broken = 0
    try:
        for found in _chat(document, LISTS):
            one = Failure(address, found) if isinstance(found, str) else _item(found, address, taken, within)
            broken += isinstance(one, Failure)
            if broken > MOST_BROKEN:
                yield Failure(address, f"holds more than {MOST_BROKEN:,} broken messages; nothing after them is read")
                return
            if one:
                yield one
        document.end()
    except BreaksOff as error:
        reason = f"breaks off at byte {error.at}; the messages before it were read; export the chat again"
        yield Failure(address, reason)


def _item(found: _Slice, address: str, taken: str, within: str | None) -> Item | Failure | None:
    what = f"the message of chat {found.chat} at byte {found.start}"
    if found.data is None:
        return Failure(address, f"{what} is larger than any of Telegram's; it is left out")
    try:
        message = parse(found.data)
    except ValueError as error:
        return Failure(address, f"{what} {error}")
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return Failure(address, f"{what} is no message; it is left out")
    if message["type"] != "message":
        return None
    own = number(message.get("id"))
    if own is None:
        return Failure(address, f"{what} has no id; it is left out")
    at = (found.start, found.start + len(found.data))
    capture = Capture(f"telegram:{found.chat}/{own}", Way.TELEGRAM, taken, "application/json", within, at)
    return Item(found.data, capture, facts_of(message, found.chat, found.outlet))


def _chat(document: Document, lists: frozenset[str]) -> Iterator[_Slice | str]:
    """The messages of the object that stands next, and a sentence for each chat that is left out.

    It is a chat, or a whole export: then its `lists` hold chats, which hold no further ones.
    """
    chat = _Chat()
    for written in document.object():
        key, sign = _plain(written), document.sign()
        if key == "messages" and sign == BRACKET:
            yield from _messages(document, chat)
        elif key in lists and sign == BRACE:
            yield from _list(document)
        else:
            chat.tell(key, document.value()[1])


def _list(document: Document) -> Iterator[_Slice | str]:
    for written in document.object():
        if _plain(written) != "list" or document.sign() != BRACKET:
            document.value()
            continue
        for _ in document.array():
            if document.sign() == BRACE:
                yield from _chat(document, frozenset())
            else:
                document.value()


def _messages(document: Document, chat: _Chat) -> Iterator[_Slice | str]:
    if not (chat.id and chat.name and chat.kind) and document.seekable:
        _look_ahead(document, chat)
    if chat.id is None:
        yield f"the chat {chat.name or 'without a name'} at byte {document.at} has no id; its messages are left out"
        document.value()
        return
    for _ in document.array():
        yield _Slice(chat.peer, chat.name, *document.value())


def _look_ahead(document: Document, chat: _Chat) -> None:
    """Tell `chat` what stands behind its messages, and go back to them."""
    start = document.at
    try:
        document.value()
        while document.sign() == COMMA:
            document.expect(COMMA)
            key = _plain(document.key())
            chat.tell(key, document.value()[1])
    except BreaksOff:
        pass  # met again, and told, when the messages are read
    document.go_back(start)


def _plain(data: bytes | None) -> str | int | None:
    """A word or a whole number; None for all else."""
    try:
        value = parse(data or b"null")
    except ValueError:
        return None
    return value if isinstance(value, str | int) else None


def _signs(document: Document) -> Iterator[bool]:
    """Take the head value by value; True where something is met that only such an export has."""
    seen: dict[object, object] = {}
    for written in document.object():
        key, sign = _plain(written), document.sign()
        seen[key] = None
        yield key in SECTIONS and "about" in seen and sign in {BRACE, BRACKET}
        if key in LISTS and sign == BRACE:
            yield from _list_signs(document)
        elif key == "messages" and sign == BRACKET:
            yield seen.get("type") in CHATS
            yield from _message_signs(document)
        else:
            seen[key] = _plain(document.value()[1])
        yield "messages" in seen and seen.get("type") in CHATS


def _list_signs(document: Document) -> Iterator[bool]:
    for written in document.object():
        yield _plain(written) == "list" and document.sign() == BRACKET
        document.value()


def _message_signs(document: Document) -> Iterator[bool]:
    for _ in document.array():
        if document.sign() != BRACE:
            document.value()
            continue
        seen: dict[object, object] = {}
        for written in document.object():
            seen[_plain(written)] = _plain(document.value()[1])
            yield number(seen.get("id")) is not None and seen.get("type") in KINDS and "date" in seen
