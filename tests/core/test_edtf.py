"""Dates as well as somebody knows them: what is written is read back, and nothing else is read."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.core import edtf
from affiant.core.edtf import Doubt, Moment, NotEdtf, Season, Span

VECTORS = Path(__file__).parents[2] / "vectors/edtf"
GOOD = json.loads((VECTORS / "good.json").read_text())
BAD = json.loads((VECTORS / "bad.json").read_text())

years = st.integers(1, 9998)
doubts = st.sampled_from(Doubt)
days = st.dates(date(1, 1, 1), date(9998, 12, 31))
exact = st.builds(lambda day, doubt: Moment(day.year, day.month, day.day, doubt), days, doubts)
months = st.builds(Moment, years, st.integers(1, 12), st.none(), doubts)
seasons = st.builds(
    lambda year, season, doubt: Moment(year, int(season), None, doubt), years, st.sampled_from(Season), doubts
)
dated = exact | months | seasons | st.builds(Moment, years, st.none(), st.none(), doubts)
without_year = st.builds(lambda day, doubt: Moment(None, day.month, day.day, doubt), days, doubts)
spans = st.tuples(exact, exact).map(lambda ends: sorted(ends, key=edtf.bounds)).map(lambda ends: Span(*ends))
values = dated | without_year | spans


@pytest.mark.parametrize("text", GOOD)
def test_a_date_of_the_vectors_is_read_and_written_again(text):
    assert str(edtf.parse(text)) == text


@pytest.mark.parametrize(("text", "expected"), GOOD.items())
def test_a_date_of_the_vectors_has_its_bounds(text, expected):
    found = edtf.bounds(edtf.parse(text))

    assert (found and [day.isoformat() for day in found]) == expected


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotEdtf):
        edtf.parse(text)


@given(values)
def test_every_date_comes_back_as_it_was_written(value):
    assert edtf.parse(str(value)) == value


@given(dated | spans)
def test_a_date_ends_no_earlier_than_it_begins(value):
    first, last = edtf.bounds(value)

    assert first <= last


@given(st.text() | st.from_regex(r"[0-9X]{4}(-[0-9]{2}){0,2}[?~%/]?", fullmatch=True))
def test_any_text_is_a_date_or_refused(text):
    try:
        value = edtf.parse(text)
    except NotEdtf:
        return

    assert str(value) == text


@given(doubts, doubts)
def test_doubts_join_in_any_order(one, other):
    assert one.joined(other) == other.joined(one)
    assert one.joined(one) == one
