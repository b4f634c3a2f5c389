"""Of what kind a source is."""

import pytest

from fogline.linking.kinds import Kinds
from fogline.linking.theatre import load

KINDS = Kinds(load())


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("ru-mod", "ministry"),
        ("ua-deepstate", "mapper"),
        ("Ukrainian brigade/corps spokesperson", "unit"),
        ("Telegram milblogger (pro-Russian)", "channel"),
        ("Russian-installed adviser, Donetsk", "occupation_authority"),
        ("governor of Kharkiv", "regional_administration"),
        ("governor of Belgorod", "regional_administration"),
        ("head of the DNR", "occupation_authority"),
        ("пресс-секретарь 3-й бригады", "unit"),
        ("речниця міноборони", "ministry"),
        ("Residents", None),
        ("", None),
    ],
)
def test_the_kind_is_told_by_who_it_is_or_by_the_words(source: str, kind: str | None) -> None:
    assert KINDS.of(source) == kind
