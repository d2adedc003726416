"""Marks are near each other when one lies in the other's circle and the days meet; too wide a mark says nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.linking import near
from affiant.linking.near import Circle, Days

KYIV = Circle(50.45, 30.52, 10)
latitudes = st.floats(-75, 75)
longitudes = st.floats(-180, 180)
circles = st.builds(Circle, latitudes, longitudes, st.integers(1, 25))


@pytest.mark.parametrize(
    "text", ["", "50.45,30.52", "a,b,c", "50.45,30.52,400", "nan,1,2", "91,0,3", "50,190,3", "1,2,0"]
)
def test_what_is_no_mark_or_too_wide_is_none(text):
    assert near.read_circle(text) is None


def test_the_mark_of_the_forms_map_is_read():
    assert near.read_circle("50.45,30.52,10") == KYIV


@given(st.text(max_size=30))
def test_any_text_is_a_mark_or_none(text):
    near.read_circle(text)
    near.read_days(text)


@pytest.mark.parametrize("text", ["", "2022", "2022-21", "XXXX-03-15", "in spring", "2022-03/2022-09"])
def test_what_is_no_date_or_too_long_is_none(text):
    assert near.read_days(text) is None


def test_a_day_a_month_and_a_doubtful_day_are_read():
    assert near.read_days("2022-03-14") == Days(date(2022, 3, 14), date(2022, 3, 14))
    assert near.read_days("2022-03") == Days(date(2022, 3, 1), date(2022, 3, 31))
    assert near.read_days("2022-03-14?") == Days(date(2022, 3, 11), date(2022, 3, 17))


def test_a_doubtful_first_day_of_the_calendar_is_no_error():
    assert near.read_days("0001-01-01~") == Days(date(1, 1, 1), date(1, 1, 4))


def test_a_kilometre_is_a_kilometre():
    assert KYIV.kilometres_to(Circle(50.46, 30.52, 1)) == pytest.approx(1.11, abs=0.01)


def test_a_point_in_the_others_circle_touches_it_and_a_town_farther_away_does_not():
    assert KYIV.touches(Circle(50.53, 30.52, 1))
    assert not KYIV.touches(Circle(50.65, 30.52, 1))


def test_days_that_overlap_are_not_apart():
    first, second = (Days(date(2022, 3, day), date(2022, 3, day + 5)) for day in (1, 8))

    assert (first.apart(second), second.apart(first), first.apart(first)) == (2, 2, 0)


@given(circles, st.floats(-0.3, 0.3), st.floats(-1.2, 1.2), st.integers(1, 25))
def test_whatever_touches_a_circle_lies_in_a_cell_around_it(circle, north, east, radius):
    longitude = (circle.longitude + east + 180) % 360 - 180
    other = Circle(max(-75.0, min(75.0, circle.latitude + north)), longitude, radius)

    assert not circle.touches(other) or other.cell in circle.cells_around()


@given(circles)
def test_the_cells_around_a_circle_are_few_wherever_it_lies(circle):
    assert len(circle.cells_around()) <= 60
