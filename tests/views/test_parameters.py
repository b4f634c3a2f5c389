"""What a question may be asked with."""

from __future__ import annotations

import json
from datetime import date

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.errors import Unclear
from fogline.views.answers.table import QUERIES
from fogline.views.filters import FILTERS
from fogline.views.parameters import Parameter, day_after, first_day, parsed

ALL = {one.name: one for query in QUERIES.values() for one in query.parameters}


@pytest.mark.parametrize("parameter", ALL.values(), ids=ALL)
def test_every_example_is_one(parameter: Parameter) -> None:
    assert parsed([parameter], [(parameter.name, parameter.example)])[parameter.name]
    value = parameter.example if parameter.schema["type"] == "string" else json.loads(parameter.example)
    jsonschema_rs.validate(parameter.schema, value)


@given(st.sampled_from(list(ALL.values())), st.text() | st.integers().map(str) | st.floats().map(str))
def test_whatever_is_written_is_a_value_or_a_sentence(parameter: Parameter, written: str) -> None:
    try:
        found = parsed([parameter], [(parameter.name, written)])[parameter.name]
    except Unclear as error:
        assert error.where == parameter.name
        assert error.reason.startswith(parameter.name)
    else:
        assert found not in {None, ""}


@given(st.dates(max_value=date(9998, 12, 31)))
def test_a_day_ends_before_the_next_and_within_its_month_and_year(day: date) -> None:
    iso = str(day)
    for written in (iso, iso[:7], iso[:4]):
        assert first_day(written) <= iso < day_after(written)


def test_what_is_not_asked_for_is_not_there() -> None:
    nothing = parsed(FILTERS, [])
    assert set(nothing.values()) == {None, ()}
