from pathlib import Path

from fogline.reading.read import PART
from fogline.runs.reading import load, read_data, read_files, read_text, sizes
from fogline.terms.claim import Claim
from fogline.terms.reading import Failure, Reading

MODEL = load()
EXAMPLES = Path(__file__).parents[2] / "examples"
STORY = "The ministry said that the village of Luhy had been taken. Fighting went on near the bridge."


def ignore(_: int) -> None:
    pass


def spans(claim: Claim) -> list[tuple[int, int]]:
    return [span for part in (claim.source, claim.cue, claim.content) if part for span in part.spans]


def test_results_come_in_the_order_of_the_files_and_failures_among_them(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"{STORY} It was day {number}. " * (1 + number % 7))
    (tmp_path / "05.txt").write_bytes(bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(64))
    (tmp_path / "17.txt").write_text(" ")
    outcomes = list(read_files(MODEL, [tmp_path, tmp_path / "gone.txt"], ignore))
    names = [Path(o.path if isinstance(o, Failure) else o.report.path).name for o in outcomes]
    assert names == [f"{number:02}.txt" for number in range(40)] + ["gone.txt"]
    assert [n for n, o in zip(names, outcomes, strict=True) if isinstance(o, Failure)] == [
        "05.txt",
        "17.txt",
        "gone.txt",
    ]


def test_reading_together_gives_what_reading_alone_gives(tmp_path: Path) -> None:
    paths = sorted(EXAMPLES.glob("luhy/*.txt"))
    for number, text in enumerate([STORY, STORY * 30, "The mayor denied it.", STORY * 3]):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(text)
    together = list(read_files(MODEL, paths, ignore))
    alone = [next(read_data(MODEL, path.read_bytes(), str(path), ignore)) for path in paths]
    for one, other in zip(together, alone, strict=True):
        assert isinstance(one, Reading)
        assert isinstance(other, Reading)
        assert (one.claims, one.places, one.actors) == (other.claims, other.places, other.actors)


def test_offsets_point_into_the_text_also_past_the_first_part() -> None:
    text = f"{STORY} \N{SATELLITE}\r\n" * (PART * 11 // 10 // len(STORY))
    ticks: list[int] = []
    (outcome,) = read_data(MODEL, text.encode(), "long.txt", ticks.append)
    assert isinstance(outcome, Reading)
    assert len(ticks) > 1
    late = [claim for claim in outcome.claims if spans(claim)[0][0] > PART]
    assert late
    for claim in outcome.claims:
        assert all(0 <= start < end <= len(text) for start, end in spans(claim))
        assert claim.content.text == " ... ".join(text[a:b] for a, b in claim.content.spans)
    assert len({claim.id for claim in outcome.claims}) == len(outcome.claims)


def test_a_language_that_the_tagger_does_not_know_is_said_and_not_guessed() -> None:
    outcome = read_text(MODEL, "Le ministère a déclaré que le village avait été pris par ses troupes.", "fr")
    assert isinstance(outcome, Reading)
    assert outcome.claims == ()
    assert outcome.unread is not None
    assert "French" in outcome.unread
    assert "English" in outcome.unread


def test_two_runs_are_equal() -> None:
    assert read_text(MODEL, STORY, "a") == read_text(MODEL, STORY, "a")


def test_sizes_count_what_will_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345")
    assert list(sizes([tmp_path, tmp_path / "gone"]).values()) == [5, 0]


def test_new_year_is_no_village() -> None:
    found = read_text(MODEL, "Українські війська підійшли до Лимана. Місто візьмуть до Нового року.", "a")
    assert isinstance(found, Reading)
    assert {event.place and event.place.name for claim in found.claims for event in claim.events} == {"Lyman"}
