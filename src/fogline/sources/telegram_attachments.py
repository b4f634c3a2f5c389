"""What came with the words of a Telegram message, a line for each."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA = {
    "video_file": "video",
    "video_message": "video message",
    "voice_message": "voice message",
    "animation": "animation",
    "audio_file": "audio",
    "sticker": "sticker",
}
# What is named and no more. Of a contact's card neither name nor number is told: it is a private person's.
NAMED = {
    "contact_information": "contact",
    "invoice_information": "invoice",
    "giveaway_information": "giveaway",
    "giveaway_results": "giveaway results",
}


def attachments(message: dict[str, Any]) -> Iterator[str]:
    """A line for each thing that came with `message`: media, poll, place, card, and where its hidden links lead."""
    if message.get("photo"):
        yield "photo"
    if message.get("file") or message.get("media_type"):
        yield _media(message)
    poll = message.get("poll")
    if isinstance(poll, dict):
        yield _poll(poll)
    if "location_information" in message or "place_name" in message:
        yield _location(message)
    yield from (word for key, word in NAMED.items() if key in message)
    if "game_title" in message:
        yield _line("game", _words(message["game_title"]))
    yield from _links(message)


def _media(message: dict[str, Any]) -> str:
    kind = message.get("media_type")
    what = MEDIA.get(kind) if isinstance(kind, str) else None
    if what is None:
        return _line("file", _file_name(message))
    if what == "sticker":
        return f"sticker {_words(message.get('sticker_emoji'))}".strip()
    title = " – ".join(part for key in ("performer", "title") if (part := _words(message.get(key))))
    return _line(what + _duration(message.get("duration_seconds")), title if what == "audio" else "")


def _file_name(message: dict[str, Any]) -> str:
    named = _words(message.get("file_name"))
    path = _words(message.get("file"))
    # In the place of a file that was not exported stands a remark in brackets.
    return named or ("" if path.startswith("(") else PurePosixPath(path).name)


def _duration(seconds: object) -> str:
    if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds < 0:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f" {hours}:{minutes:02}:{rest:02}" if hours else f" {minutes}:{rest:02}"


def _poll(poll: dict[str, Any]) -> str:
    answers = poll.get("answers")
    options = [_words(one.get("text")) for one in answers if isinstance(one, dict)] if isinstance(answers, list) else []
    return _line("poll", " | ".join([_words(poll.get("question")), *options]))


def _location(message: dict[str, Any]) -> str:
    what = "live location" if "live_location_period_seconds" in message else "location"
    named = [_words(message.get(key)) for key in ("place_name", "address")]
    point = message.get("location_information")
    ends = [point.get(key) for key in ("latitude", "longitude")] if isinstance(point, dict) else []
    numbers = [str(one) for one in ends if isinstance(one, int | float) and not isinstance(one, bool)]
    return _line(what, ", ".join(part for part in [*named, *numbers] if part))


def _links(message: dict[str, Any]) -> Iterator[str]:
    """Links stand behind words of the text ("here"), where a reader of the text alone would miss them."""
    parts = message.get("text")
    hidden = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    targets = (_words(part.get("href")) for part in hidden if part.get("type") == "text_link")
    yield from dict.fromkeys(f"link: {target}" for target in targets if target)


def _line(what: str, told: str) -> str:
    return f"{what}: {told}" if told else what


def _words(value: object) -> str:
    """Words on one line; newer exports may write them as a list of parts, as they do a text."""
    if isinstance(value, list):
        value = "".join(str(part.get("text", "")) if isinstance(part, dict) else str(part) for part in value)
    return " ".join(value.split()) if isinstance(value, str) else ""
