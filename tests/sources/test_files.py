from pathlib import Path

import pytest

from fogline.errors import Unreadable
from fogline.sources.files import opened, walk
from fogline.sources.take import take


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden", ".git/config", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in walk([tmp_path])] == ["b.txt", "c.txt", "a/1.txt", "a/2.txt"]


def test_the_parts_that_a_browser_saves_beside_a_page_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "news.html").write_text("x")
    (tmp_path / "news_files").mkdir()
    (tmp_path / "news_files" / "logo.png").write_text("x")
    assert [path.name for path in walk([tmp_path])] == ["news.html"]


def test_a_file_that_is_gone_is_yielded_and_reported(tmp_path: Path) -> None:
    gone = tmp_path / "gone.txt"
    assert list(walk([gone])) == [gone]
    with pytest.raises(Unreadable, match=r"gone\.txt: does not exist"), opened(gone):
        pass


def test_an_empty_file_says_so() -> None:
    with pytest.raises(Unreadable, match="is empty"):
        take(b"\xef\xbb\xbf \r\n", "blank.txt")
