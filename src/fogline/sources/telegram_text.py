"""One message of a Telegram export: its text and what it tells of itself."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

from fogline.sources.telegram_attachments import attachments
from fogline.terms.capture import Facts

# Telegram Desktop writes control characters as \x0B, which JSON does not know.
ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
SECONDS = re.compile(r"[0-9]{1,12}")
NUMBER = re.compile(r"-?[0-9]{1,20}")
PEER = re.compile(r"(?:user|chat|channel)?-?[0-9]{1,20}")
NO_JSON = "is not valid JSON; export the chat again"
NO_MESSAGE = "is no message of a Telegram export"
REPLACEMENT = "\ufffd"

Message = dict[str, Any]


def parse(data: bytes) -> Any:
    """The value that `data` holds as JSON or as Telegram writes it; raises ValueError with a sentence where none."""
    text = data.decode("utf-8", "replace")
    try:
        try:
            return json.loads(text, strict=False)
        except ValueError:
            if "\\x" not in text:
                raise
            return json.loads(ESCAPE.sub(_as_json, text), strict=False)
    except (ValueError, RecursionError):
        raise ValueError(NO_JSON) from None


def _as_json(escape: re.Match[str]) -> str:
    return f"\\u00{escape[1]}" if escape[1] else escape[0]


def parse_message(data: bytes) -> Message:
    """The message in `data`; raises ValueError with a sentence where there is none."""
    message = parse(data)
    if not isinstance(message, dict) or message.get("type") != "message":
        raise ValueError(NO_MESSAGE)
    return message


def number(value: object) -> str | None:
    """An id as it is written, None for what is no whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and NUMBER.fullmatch(value) else None


def name(value: object) -> str | None:
    """A display name that can be stored, None where there is none."""
    return (whole(value) or None) if isinstance(value, str) else None


def whole(text: str) -> str:
    """`text` with halves of surrogate pairs, which no encoding can hold, shown as U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def text_of(message: Message) -> tuple[str, tuple[str, ...]]:
    """The text of `message`, its parts put together, and notes; raises ValueError where it is no text."""
    written = message.get("text")
    if written is None or isinstance(written, str):
        return written or "", ()
    if not isinstance(written, list):
        raise ValueError("has a text that is neither words nor a list of parts; export the chat again")  # noqa: TRY004 - it is the file's
    parts = [part.get("text") if isinstance(part, dict) else part for part in written]
    words = [part for part in parts if isinstance(part, str)]
    lost = len(parts) - len(words)
    return "".join(words), (f"{lost} parts of the text are no words and are left out",) if lost else ()


def facts_of(message: Message, chat: str | None, outlet: str | None) -> Facts:
    """What `message` tells of itself; `chat` names its chat, if known."""
    moment = _time(message.get("date_unixtime"))
    return Facts(
        author=name(message.get("from")),
        outlet=outlet,
        published=moment[:10] if moment else _day(message.get("date")),
        moment=moment,
        forwarded_from=name(message.get("forwarded_from")),
        reply_to=_reply_to(message, chat),
        edited=_time(message.get("edited_unixtime")),
        attachments=tuple(whole(line) for line in attachments(message)),
    )


def notes_of(message: Message, facts: Facts) -> tuple[str, ...]:
    """What the user should know of the facts."""
    notes = []
    if facts.published and not facts.moment:
        notes.append("its date is that of the computer which exported it; the time zone is not told")
    if "forwarded_from" in message and not facts.forwarded_from:
        notes.append("it is forwarded, from whom is not told")
    return tuple(notes)


def _time(seconds: object) -> str | None:
    if isinstance(seconds, int) and not isinstance(seconds, bool):
        seconds = str(seconds)
    if not isinstance(seconds, str) or not SECONDS.fullmatch(seconds) or not int(seconds):
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def _day(written: object) -> str | None:
    try:
        return date.fromisoformat(written[:10]).isoformat() if isinstance(written, str) else None
    except ValueError:
        return None


def _reply_to(message: Message, chat: str | None) -> str | None:
    """A reply to another chat names it as "channel123" beside the number of the message."""
    answered = number(message.get("reply_to_message_id"))
    peer = message.get("reply_to_peer_id")
    if isinstance(peer, int):
        peer = str(peer)
    named = PEER.fullmatch(peer) if isinstance(peer, str) else None
    place = named[0] if named else chat
    return f"telegram:{place}/{answered}" if answered and place else None
