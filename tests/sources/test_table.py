import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.errors import Unreadable
from fogline.sources.table import claims
from fogline.terms.capture import Item
from fogline.terms.event import EventKind, Period, Stance
from fogline.terms.reading import Failure
from fogline.terms.structured import StructuredClaim

HEAD = "date,claimant,claimant_side,place,admin1,claim,share,evidence,url\n"
ROW = "2025-03-04,Press office,ua,Sosnivka,Sumy,denied_loss,,video_uav,https://example.org/1\n"
GED_HEAD = (
    "id,type_of_violence,side_a,side_b,source_article,source_office,source_original,where_coordinates,adm_1,"
    "latitude,longitude,country,date_start,date_end,deaths_civilians,best,high,low\n"
)
VIINA_HEAD = "event_id,date,time,longitude,latitude,asciiname,ADM1_NAME,source,url,text,"
VIINA_HEAD += "t_artillery_b,t_control_b,a_rus_b,a_ukr_b\n"


def read(data: bytes | str) -> list[tuple[Item, StructuredClaim] | Failure]:
    data = data.encode() if isinstance(data, str) else data
    return list(claims(BytesIO(data), "table.csv", "2026-01-01T00:00:00Z", "sha256:0"))


def good(data: bytes | str) -> list[tuple[Item, StructuredClaim]]:
    found = []
    for each in read(data):
        assert not isinstance(each, Failure), each
        found.append(each)
    return found


def reason(data: bytes | str) -> str:
    (only,) = read(data)
    assert isinstance(only, Failure)
    return only.reason


def with_cell(column: str, value: str) -> str:
    cells = dict(zip(HEAD.strip().split(","), ROW.strip().split(","), strict=True)) | {column: value}
    return HEAD + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"


def test_a_row_becomes_a_claim_and_an_item_that_can_be_proved() -> None:
    data = (HEAD + "\n" + ROW).encode()
    ((item, claim),) = good(data)
    assert item.data == ROW.strip().encode()
    start, end = item.capture.at or (0, 0)
    assert data[start:end] == item.data
    assert (item.capture.address, item.capture.within) == ("table.csv#1", "sha256:0")
    assert (item.facts.link, item.facts.published) == ("https://example.org/1", "2025-03-04")
    assert claim.date == Period("2025-03-04", "2025-03-05", "day")
    assert (claim.kind, claim.stance, claim.agent) == (EventKind.LOSES, Stance.DENIES, "ua")
    assert (claim.claimant, claim.place, claim.admin1) == ("Press office", "Sosnivka", "Sumy")
    assert (claim.share, claim.evidence) == (None, "video_uav")


@pytest.mark.parametrize(
    ("word", "side", "kind", "agent"),
    [
        ("captured", "ru", EventKind.CAPTURES, "ru"),
        ("liberated", "ua", EventKind.RETAKES, "ua"),
        ("lost_confirmed", "ua", EventKind.LOSES, "ua"),
        ("lost_confirmed", "independent", EventKind.LOSES, None),
        # Whoever says so may speak of the other side.
        ("entered", "ua", EventKind.ENTERS, None),
        ("contested", "ru", EventKind.FIGHTS, None),
    ],
)
def test_whose_doing_it_is_where_the_word_tells(word: str, side: str, kind: EventKind, agent: str | None) -> None:
    ((_, claim),) = good(f"date,claimant,claimant_side,place,claim\n2025-1-2,X,{side},Y,{word}\n")
    assert (claim.kind, claim.agent, claim.claimant_side) == (kind, agent, side)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_as_spreadsheets_write_them(delimiter: str, encoding: str, end: str) -> None:
    place = f'"Степове{delimiter} ""нове""{end}друге"'
    rows = [
        HEAD.strip().replace(",", delimiter),
        delimiter.join(["2025-3-4", "=1+1", "", place, "", "entered", '"0,5"', "", ""]),
    ]
    data = end.join(rows).encode(encoding)
    ((item, claim),) = good(data)
    assert claim.place == f'Степове{delimiter} "нове"{end}друге'
    assert (claim.claimant, claim.share) == ("=1+1", 0.5)
    start, stop = item.capture.at or (0, 0)
    assert data[start:stop] == item.data == rows[1].encode(encoding.removesuffix("-sig"))


def test_json_lines_keep_other_columns_in_their_order() -> None:
    row = {
        "date": "2025-03-04",
        "claimant": "X",
        "place": "Y",
        "claim": "captured",
        "share": 0.25,
        "b": None,
        "a": [1, "ї"],
    }
    ((item, claim),) = good(json.dumps(row) + "\r\n")
    assert (claim.share, claim.others) == (0.25, (("b", ""), ("a", '[1, "ї"]')))
    assert item.data == json.dumps(row).encode()


@pytest.mark.parametrize(("written", "start", "precision"), [
    ("2025-3-4", "2025-03-04", "day"), ("04.03.2025", "2025-03-04", "day"),
    ("2025-03-04T23:50:00Z", "2025-03-04", "day"),
    ("2025-03", "2025-03-01", "month"), ("2025-03-04/2025-03-09", "2025-03-04", "event"),
])  # fmt: skip
def test_dates_that_can_be_read_in_one_way(written: str, start: str, precision: str) -> None:
    ((_, claim),) = good(with_cell("date", written))
    assert (claim.date.start, claim.date.precision) == (start, precision)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("date", "45123", "spreadsheet's number.*2025-03-04"),
        ("date", "3/4/2025", "day or the month first"),
        ("date", "2025-02-30", "no calendar"),
        ("date", "", "is empty"),
        ("date", "2025-03-09/2025-03-04", "before it begins"),
        ("claim", "took", "“took” is not one of captured"),
        ("claimant_side", "xx", "not one of ru, ua, independent, unknown"),
        ("place", " ", "is empty"),
        ("share", "50", "put % behind it"),
        ("share", "101%", "0% to 100%"),
        ("share", "half", "not a number"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(column: str, value: str, says: str) -> None:
    with pytest.raises(AssertionError, match=f"line 2, column {column}: .*{says}"):
        good(with_cell(column, value))


def test_half_as_percent() -> None:
    assert [good(with_cell("share", value))[0][1].share for value in ("50%", "50 %", "0.5", "0,5")] == [0.5] * 4


def test_a_bad_row_does_not_stop_the_rest() -> None:
    found = read(
        HEAD + "2025-03-04,too,few\n" + ROW + ROW.replace("Press", "Pre\0ss") + ",,,,,,,,\n" + ROW.strip() + ",,\n"
    )
    assert [isinstance(each, Failure) for each in found] == [True, False, True, False]
    assert [each.reason[:12] for each in found if isinstance(each, Failure)] == ["line 2 has 3", "line 4 holds"]


def test_a_quote_that_is_not_closed_costs_its_own_line_only() -> None:
    found = read(HEAD + ROW.replace("Press", '"Press') + ROW * 3)
    assert [isinstance(each, Failure) for each in found] == [True, False, False, False]
    assert isinstance(found[0], Failure)
    assert "not closed" in found[0].reason
    last = found[-1]
    assert not isinstance(last, Failure)
    assert last[0].capture.at == (len(HEAD) + len(ROW) * 3 + 1, len(HEAD) + len(ROW) * 4)


@pytest.mark.parametrize(("data", "says"), [
    ("date,place,claim\n", "structured claims claimant is missing"),
    ("id,date_start,date_end,side_a,best\n1\n", "UCDP GED side_b, type_of_violence, where_coordinates"),
    ("event_id,date,source,text\n", "VIINA asciiname, adm1_name are missing"),
    ('{"claimant": 1, "claim": "captured", "place": ""}\n', "date is missing"),
    ("", "is empty"), ("[{}]", "JSON list"), (b"PK\x03\x04", "workbook"), ("a".encode("utf-16"), "UTF-16"),
    (HEAD.replace("url", "Date"), "2 columns named date"), ("a\rb\rc", "Macintosh"),
    (",".join("x" * 30_000), "30000 columns"),
])  # fmt: skip
def test_a_table_that_is_not_known_is_told_what_it_lacks(data: bytes | str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data)


@pytest.mark.parametrize(("line", "says"), [
    ("[" * 100_000, "nested"), ("{1}", "JSON at its character 2"),
    ('{"date": NaN', "JSON"), ("7", "not an object"), ('{"a": "\\ud800"}', "half of a sign"),
    ('{"a": 1' + "0" * 5000 + "}", "JSON"), ('{"a":' * 100_000, "nested"),
    ('{"date": 1, "date": 2}', "more than once"),
    ('{"a": "\\u0000"}', "zero signs"), ('{"date": 20259999}', "no calendar"), ("\ufeffx", "JSON"),
])  # fmt: skip
def test_lines_that_are_no_rows_fail_alone(line: str, says: str) -> None:
    fine = json.dumps({"date": "2025-03-04", "claimant": "X", "place": "Y", "claim": "captured"})
    first, second, third = read(f"{fine}\n{line}\n{fine}")
    assert isinstance(second, Failure)
    assert says in second.reason
    assert not isinstance(first, Failure)
    assert not isinstance(third, Failure)


def test_large_cells_and_many_columns() -> None:
    ((_, claim),) = good(with_cell("claimant", "я" * 1_000_000))
    assert len(claim.claimant or "") == 1_000_000
    more = ",".join(f"x{i}" for i in range(5000))
    ((_, claim),) = good(HEAD.strip() + f",{more}\n" + ROW.strip() + f",{more}\n")
    assert claim.others[-1] == ("x4999", "x4999")


def test_quotes_that_never_close_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(HEAD + 'x","\n' * 100_000)
    assert isinstance(found[-1], Failure)
    assert "nothing after it is read" in found[-1].reason
    monkeypatch.setattr("fogline.sources.table_rows.ROW_LIMIT", 1000)
    long, after = read(HEAD + "x" * 5000 + "\n" + ROW)
    assert isinstance(long, Failure)
    assert not isinstance(after, Failure)


def test_encodings_are_not_mixed() -> None:
    fine = with_cell("place", "Степове").encode("cp1251")
    assert good(fine)[0][0].capture.media_type == "text/csv; charset=windows-1251"
    utf8 = with_cell("place", "Степове").encode()
    first, second = read(utf8 + "2025-03-04,a,,Степове,,entered,,,\n".encode("cp1251"))
    assert not isinstance(first, Failure)
    assert isinstance(second, Failure)
    assert "line 3 is not UTF-8" in second.reason


def test_ged_rows() -> None:
    first = '7,3,Army A,Civilians,"Agency,2022-03-01,Title",Agency,Mayor,Town,Region,49.5,36.25,Land,'
    first += "2022-03-01 00:00:00.000,2022-03-02 00:00:00.000,4,4,5,3\n"
    second = "8,1,Army A,Army B,x,,,Town,Region,49.5,36.25,Land,2022-03-01,2022-03-01,1,9,9,9\n"
    (item, one), (_, two) = good(GED_HEAD + first + second)
    assert (item.capture.address, item.facts.outlet) == ("table.csv#7", "Agency")
    assert one.date == Period("2022-03-01", "2022-03-03", "event")
    assert (one.kind, one.count, one.parties) == (EventKind.CIVILIAN_CASUALTIES, 4, ("Army A", "Civilians"))
    assert (one.claimant, one.place, one.admin1, one.lat, one.lon) == ("Mayor", "Town", "Region", 49.5, 36.25)
    assert (two.kind, two.count, two.claimant, two.agent) == (EventKind.FIGHTS, None, "x", None)
    assert ("high", "9") in two.others
    assert "column latitude: “95” is outside" in reason(GED_HEAD + second.replace("49.5", "95"))


def test_the_language_that_viina_tells_is_taken() -> None:
    head = VIINA_HEAD.replace("text,", "text,lang,")
    rows = "".join(
        f"e{number},20220301,,36.25,49.5,Town,Region,outlet,,Бои,{told},0,0,0,0\n"
        for number, told in enumerate(("ua", "ru", "NA"))
    )
    assert [told.language for _, told in good(head + rows)] == ["uk", "ru", None]


def test_viina_rows() -> None:
    rows = 'e1,20220301,10:00,36.25,49.5,Town,Region,outlet,https://example.org,"Shelling, again",1,0,1,0\n'
    rows += "e2,20220301,NA,NA,NA,NA,Region,outlet,,Both,1,1,1,1\n"
    (item, one), (_, two) = good(VIINA_HEAD + rows)
    assert (item.capture.address, item.facts.published) == ("table.csv#e1", "2022-03-01")
    assert (one.kind, one.agent, one.text, one.lon) == (EventKind.STRIKES, "ru", "Shelling, again", 36.25)
    assert (two.kind, two.agent, two.place, two.lat) == (EventKind.CAPTURES, None, None, None)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(CELLS, min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_every_cell_comes_back_as_it_was(values: list[str], delimiter: str) -> None:
    quoted = ['"' + value.replace('"', '""') + '"' for value in values]
    head = ["date", "claimant", "place", "claim", *(f"x{i}" for i in range(len(values)))]
    line = delimiter.join(["2025-03-04", "X", "Y", "captured", *quoted])
    data = (delimiter.join(head) + "\n" + line).encode()
    ((item, claim),) = good(data)
    assert tuple(value for _, value in claim.others) == tuple(values)
    assert item.data == line.encode()


@given(st.one_of(st.binary(max_size=300), st.text('date,claim;\t"\n\r{}[]0 я', max_size=200).map(str.encode)))
def test_nothing_but_unreadable_is_raised(data: bytes) -> None:
    for start in (b"", HEAD.encode(), VIINA_HEAD.encode(), b'{"date": 1, "claimant": 1, "place": 1, "claim": 1}\n'):
        try:
            found = read(start + data)
        except Unreadable:
            continue
        for each in found:
            if not isinstance(each, Failure):
                begin, end = each[0].capture.at or (0, 0)
                assert (start + data)[begin:end] == each[0].data
