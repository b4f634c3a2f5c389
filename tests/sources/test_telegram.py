import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.sources.telegram import MOST_BROKEN, is_export, message_text, messages
from fogline.sources.telegram_messages import LARGEST
from fogline.terms.capture import Item, Way
from fogline.terms.reading import Failure

TAKEN = "2025-09-04T08:00:00Z"
POST: dict[str, Any] = {
    "id": 41,
    "type": "message",
    "date": "2025-09-03T01:30:00",
    "date_unixtime": "1756852200",
    "edited": "2025-09-03T01:40:00",
    "edited_unixtime": "1756852800",
    "from": "Sosna Today",
    "from_id": "channel1500",
    "reply_to_message_id": 40,
    "text": [
        "Міст стоїть, ",
        {"type": "text_link", "text": "каже голова", "href": "https://example.org/a"},
        " громади.",
    ],
}
SERVICE = {"id": 40, "type": "service", "date": "2025-09-02T10:00:00", "action": "pin_message", "text": ""}


class Trickle(BytesIO):
    """A stream that gives few bytes at a time."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self.most = most

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(self.most, size) if size is not None and size >= 0 else self.most)


class Pipe(BytesIO):
    """A stream that cannot go back."""

    def seekable(self) -> bool:
        return False


def export(*posts: object, **more: object) -> dict[str, object]:
    return {"name": "Sosna Today", "type": "public_channel", "id": 1500, "messages": list(posts), **more}


def written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def read(data: bytes) -> list[Item | Failure]:
    return list(messages(BytesIO(data), "result.json", TAKEN, "sha256:0"))


def items(data: bytes) -> list[Item]:
    return [one for one in read(data) if isinstance(one, Item)]


def reasons(data: bytes) -> list[str]:
    return [one.reason for one in read(data) if isinstance(one, Failure)]


def post(**more: object) -> dict[str, Any]:
    return {**POST, **more}


def attached(**more: object) -> tuple[str, ...]:
    return message_text(written(post(text="", **more)))[1].attachments


def test_a_message_keeps_its_bytes_and_tells_where_they_stand() -> None:
    data = written(export(SERVICE, POST))
    (item,) = items(data)
    assert item.capture.at
    start, end = item.capture.at
    assert item.data == data[start:end]
    assert json.loads(item.data) == POST
    capture = item.capture
    assert (capture.address, capture.way, capture.taken) == ("telegram:channel1500/41", Way.TELEGRAM, TAKEN)
    assert (capture.within, capture.media_type) == ("sha256:0", "application/json")


def test_the_time_is_that_of_the_world_and_not_of_the_exporting_computer() -> None:
    facts = items(written(export(POST)))[0].facts
    assert (facts.moment, facts.published) == ("2025-09-02T22:30:00Z", "2025-09-02")
    assert facts.edited == "2025-09-02T22:40:00Z"


def test_without_a_unix_time_there_is_a_day_and_no_moment() -> None:
    old = {key: value for key, value in POST.items() if not key.endswith("unixtime")}
    _, facts, notes = message_text(written(old))
    assert (facts.published, facts.moment, facts.edited) == ("2025-09-03", None, None)
    assert "time zone" in notes[0]


def test_chat_author_forward_and_reply_are_told() -> None:
    facts = items(written(export(post(forwarded_from="Brid", forwarded_from_id="channel7"))))[0].facts
    assert (facts.outlet, facts.author, facts.forwarded_from) == ("Sosna Today", "Sosna Today", "Brid")
    assert facts.reply_to == "telegram:channel1500/40"


def test_a_reply_to_another_chat_names_that_chat() -> None:
    assert items(written(export(post(reply_to_peer_id="channel77"))))[0].facts.reply_to == "telegram:channel77/40"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("personal_chat", "telegram:user1500/41"),
        ("private_group", "telegram:chat1500/41"),
        ("private_supergroup", "telegram:channel1500/41"),
        ("public_channel", "telegram:channel1500/41"),
        ("one of tomorrow's", "telegram:1500/41"),
    ],
)
def test_chats_of_two_kinds_with_one_number_are_told_apart(kind: str, address: str) -> None:
    for data in (written(export(POST, type=kind)), written({"messages": [POST], "id": 1500, "type": kind})):
        (item,) = items(data)
        assert item.capture.address == address
        assert item.facts.reply_to == address.replace("/41", "/40")


def test_the_text_is_its_parts_put_together() -> None:
    text, facts, notes = message_text(written(POST))
    assert (text, notes) == ("Міст стоїть, каже голова громади.", ())
    assert facts.attachments == ("link: https://example.org/a",)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"photo": "photos/photo_1.jpg"}, "photo"),
        ({"file": "v.mp4", "media_type": "video_file", "duration_seconds": 34}, "video 0:34"),
        ({"file": "v.mp4", "media_type": "video_message", "duration_seconds": 3671}, "video message 1:01:11"),
        ({"file": "v.ogg", "media_type": "voice_message", "duration_seconds": 7}, "voice message 0:07"),
        ({"file": "s.mp3", "media_type": "audio_file", "performer": "A", "title": "B"}, "audio: A – B"),
        ({"file": "s.webp", "media_type": "sticker", "sticker_emoji": "🔥"}, "sticker 🔥"),
        ({"file": "files/list.pdf"}, "file: list.pdf"),
        ({"file": "(File not included. Change data exporting settings to download.)"}, "file"),
        ({"file": "(File not included.)", "file_name": "list.pdf"}, "file: list.pdf"),
        ({"poll": {"question": "Stay?", "answers": [{"text": "Yes"}, {"text": "No"}]}}, "poll: Stay? | Yes | No"),
        ({"location_information": {"latitude": 48.5, "longitude": 37.25}}, "location: 48.5, 37.25"),
        ({"place_name": "School", "location_information": None}, "location: School"),
        ({"contact_information": {"first_name": "O", "phone_number": "+1"}}, "contact"),
    ],
)
def test_what_came_with_the_words_is_a_line(more: dict[str, object], line: str) -> None:
    assert attached(**more) == (line,)


def test_a_full_export_gives_each_chat_its_name() -> None:
    chats = [export(POST), export(post(id=1), name="Brid", id=7)]
    data = written({"about": "x", "contacts": {"list": [1]}, "chats": {"about": "y", "list": chats},
                    "left_chats": {"list": [export(POST, id=8, name=None)]}})  # fmt: skip
    assert [(item.capture.address, item.facts.outlet) for item in items(data)] == [
        ("telegram:channel1500/41", "Sosna Today"),
        ("telegram:channel7/1", "Brid"),
        ("telegram:channel8/41", None),
    ]
    assert reasons(data) == []


def test_name_and_id_are_found_behind_the_messages() -> None:
    data = written({"messages": [POST, SERVICE, post(id=42)], "name": "Sosna Today", "id": 1500})
    assert [item.facts.outlet for item in items(data)] == ["Sosna Today"] * 2
    assert all(item.capture.at and data[slice(*item.capture.at)] == item.data for item in items(data))


def test_a_stream_that_cannot_go_back_says_that_the_chat_has_no_id() -> None:
    data = written({"chats": {"list": [{"messages": [POST], "id": 3}, export(POST)]}})
    failure, item = messages(Pipe(data), "result.json", TAKEN, None)
    assert isinstance(failure, Failure)
    assert "has no id" in failure.reason
    assert isinstance(item, Item)


def test_what_is_whole_before_a_cut_is_read_and_the_cut_is_named() -> None:
    data = written(export(POST, post(id=42), post(id=43)))
    cut = data[: data.index(b'"id": 43') + 30]
    assert [item.capture.address for item in items(cut)] == ["telegram:channel1500/41", "telegram:channel1500/42"]
    assert reasons(cut) == [f"breaks off at byte {len(cut)}; the messages before it were read; export the chat again"]


def test_a_lost_bracket_is_found_where_it_shows() -> None:
    data = written(export(POST, post(id=42)))
    harmed = data[: data.rindex(b"}\n ]")] + data[data.rindex(b"}\n ]") + 1 :]
    assert len(items(harmed)) == 1
    assert reasons(harmed) == [f"breaks off at byte {harmed.rindex(b']')}; the messages before it were read; "
                               "export the chat again"]  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"type": "message", "text": "x"}, "has no id"),
        ({"id": True, "type": "message"}, "has no id"),
        ({"id": 5}, "is no message"),
        (17, "is no message"),
        ([], "is no message"),
    ],
)
def test_a_broken_message_is_left_out_and_the_rest_is_read(broken: object, reason: str) -> None:
    data = written(export(broken, POST))
    assert len(items(data)) == 1
    assert [reason in one for one in reasons(data)] == [True]


def test_an_export_of_broken_messages_only_comes_to_an_end() -> None:
    data = b'{"id":1,"messages":[' + b"{}," * (MOST_BROKEN + 5) + b"{}]}"
    assert len(reasons(data)) == MOST_BROKEN + 1
    assert "nothing after them is read" in reasons(data)[-1]


def test_a_message_that_is_no_json_is_left_out() -> None:
    data = written(export(post(id=1), POST)).replace(b'"id": 1,', b'"id": zero,')
    assert len(items(data)) == 1
    assert "is not valid JSON" in reasons(data)[0]


def test_a_message_larger_than_any_is_left_out_and_not_held() -> None:
    data = written(export(post(id=1, text="ы" * LARGEST), POST))
    assert [item.capture.address for item in items(data)] == ["telegram:channel1500/41"]
    assert "larger than any" in reasons(data)[0]


@pytest.mark.parametrize("inner", [b"[" * 100_000, b'{"a":' * 100_000, b'{"text":"' + b"\\n" * 500_000])
def test_endless_nesting_and_endless_strings_end(inner: bytes) -> None:
    assert "breaks off" in reasons(b'{"id":1,"name":"a","messages":[' + inner)[0]


def test_a_byte_order_mark_is_no_damage() -> None:
    data = b"\xef\xbb\xbf" + written(export(POST))
    assert is_export(data)
    assert [data[slice(*item.capture.at or (0, 0))] for item in items(data)] == [items(data)[0].data]
    assert reasons(data) == []


def test_control_characters_are_read_as_telegram_writes_them() -> None:
    text, _, notes = message_text(b'{"id": 1, "type": "message", "text": "a\\x0Bb\\\\x0B\\"c"}')
    assert (text, notes) == ('a\x0bb\\x0B"c', ())


def test_half_a_surrogate_pair_and_bad_bytes_are_shown_as_damage() -> None:
    text, facts, notes = message_text(
        b'{"id":1,"type":"message","from":"\\udc00","text":["\\ud83d","\\ude00 \\ud83d \xff"]}'
    )
    assert text == "😀 � �"
    assert facts.author == "�"
    assert "2 damaged places" in notes[0]


@pytest.mark.parametrize("text", [12, {"a": 1}, True])
def test_a_text_that_is_no_text_says_so(text: object) -> None:
    with pytest.raises(ValueError, match="neither words nor a list of parts"):
        message_text(written(post(text=text)))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"type": "service"}', b"[" * 100_000, b'{"id":' + b"9" * 5000 + b"}"]
)
def test_what_is_no_message_says_so(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"is no message|is not valid JSON"):
        message_text(data)


@pytest.mark.parametrize(
    "data",
    [
        written(export(POST)),
        written(export()),
        written({"messages": [SERVICE], "id": 1}),
        written({"about": "Here", "chats": {"about": "x", "list": []}}),
        written({"about": "Here", "personal_information": {"user_id": 1}, "contacts": "x" * 9000}),
    ],
)
def test_an_export_is_known_by_its_head(data: bytes) -> None:
    assert is_export(data[:4096])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"name,type,id,messages",
        b"[" * 10_000,
        written({"type": "FeatureCollection", "features": []}),
        written({"messages": [{"role": "user", "content": "hello"}]}),
        written({"messages": [{"id": "1", "type": "Default", "timestamp": "2025-09-03"}]}),
        written({"about": "me", "chats": []}),
        written(POST),
    ],
)
def test_other_json_is_no_export(data: bytes) -> None:
    assert not is_export(data[:4096])


WORDS = st.text(st.characters(codec=None, exclude_categories=()), max_size=12) | st.sampled_from(
    ['\\"', "]}", "{[", "\\"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
POSTS = st.builds(
    lambda own, rest: {**rest, "id": own, "type": "message"},
    st.integers(0, 10**9),
    st.dictionaries(WORDS, JSON, max_size=4),
)


@settings(deadline=None, max_examples=60)
@given(posts=st.lists(POSTS, max_size=4), about=JSON, indent=st.none() | st.integers(0, 3), ascii_only=st.booleans(),
       chunk=st.integers(1, 90), last=st.booleans())  # fmt: skip
def test_slices_are_exactly_the_bytes_of_the_messages(
    *,
    posts: list[object],
    about: object,
    indent: int | None,
    ascii_only: bool,
    chunk: int,
    last: bool,
) -> None:
    chat: dict[str, object] = {"messages": posts, "other": about, "id": 5, "name": "ы"}
    ordered = chat if last else dict(reversed(chat.items()))
    data = json.dumps({"x": about, "chats": {"list": [ordered]}}, indent=indent, ensure_ascii=ascii_only).encode(
        "utf-8", "surrogatepass"
    )
    found = list(messages(Trickle(data, chunk), "result.json", TAKEN, None))
    assert all(isinstance(one, Item) and one.capture.at and data[slice(*one.capture.at)] == one.data for one in found)
    assert [json.loads(one.data.decode("utf-8", "surrogatepass")) for one in found if isinstance(one, Item)] == posts


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_no_damage_leads_to_more_than_a_failure(data: st.DataObject) -> None:
    whole = written({"about": "x", "chats": {"list": [export(POST, SERVICE), export(post(poll=[1]))]}})
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 9)))
    harmed = whole[:start] + data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"]", b"\\"])) + whole[end:]
    for one in read(harmed):
        if isinstance(one, Item):
            assert one.data in harmed
            str(one.facts).encode()
    is_export(harmed)


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.sampled_from([*POST, "poll", "photo", "file", "media_type", "location_information",
       "duration_seconds", "reply_to_peer_id", "forwarded_from", "place_name", "sticker_emoji"]), JSON))  # fmt: skip
def test_wrong_shapes_are_read_or_refused_in_a_sentence(wrong: dict[str, object]) -> None:
    try:
        text, facts, notes = message_text(json.dumps({**wrong, "type": "message"}).encode())
    except ValueError as error:
        assert str(error)
    else:
        (text + str(facts) + str(notes)).encode()
