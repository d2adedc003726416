"""Three calendars: a day goes to the Gregorian one and comes back, and known days are where they belong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.core import edtf
from affiant.core.edtf import Moment, Span
from affiant.intake.aids import when
from affiant.intake.aids.calendars import CALENDARS, ISLAMIC, SOLAR_HIJRI
from affiant.intake.aids.when import Chosen, Remark

TODAY = date(2026, 11, 21)
days = st.dates(date(1601, 1, 1), date(2198, 12, 31))
calendars = st.sampled_from(sorted(CALENDARS))


def chosen(calendar: str, year: str = "", month: str = "", day: str = "", near: str = "") -> Chosen:
    return Chosen(CALENDARS[calendar], year, month, day, near)


def read(*parts: str) -> str:
    reading = when.read(chosen(*parts), TODAY)
    return str(reading.value) if reading.value else ""


def remarks(*parts: str) -> set[Remark]:
    return set(when.read(chosen(*parts), TODAY).remarks)


@given(calendars, days)
def test_every_day_comes_back_from_every_calendar(name, day):
    calendar = CALENDARS[name]

    assert calendar.to_date(*calendar.of_date(day)) == day


@given(calendars, days)
def test_a_day_is_never_later_in_its_month_than_the_month_is_long(name, day):
    calendar = CALENDARS[name]
    year, month, number = calendar.of_date(day)

    assert 1 <= number <= calendar.length(year, month)


@given(calendars, days)
def test_a_whole_date_is_read_as_its_day(name, day):
    year, month, number = CALENDARS[name].of_date(day)
    value = when.read(chosen(name, str(year), str(month), str(number)), date(2200, 1, 1)).value

    assert edtf.bounds(value) == (day, day)


@given(st.tuples(*[st.text(max_size=8) | st.integers(-5, 3000).map(str) for _ in range(4)]), calendars)
def test_any_parts_are_read_or_left_alone(parts, name):
    reading = when.read(chosen(name, *parts), TODAY)

    assert reading.value is None or edtf.parse(str(reading.value)) == reading.value


@pytest.mark.parametrize(
    ("calendar", "parts", "day"),
    [
        (SOLAR_HIJRI, ("1402", "1", "1"), "2023-03-21"),
        (SOLAR_HIJRI, ("1403", "12", "30"), "2025-03-20"),  # a leap year
        (SOLAR_HIJRI, ("1400", "5", "24"), "2021-08-15"),
        (SOLAR_HIJRI, ("۱۴۰۰", "۵", "۲۴"), "2021-08-15"),
        (ISLAMIC, ("1444", "9", "1"), "2023-03-23~"),
        (ISLAMIC, ("١٤٤٥", "١", "١"), "2023-07-19~"),
        (ISLAMIC, ("1445", "12", "30"), "2024-07-07~"),  # a leap year
    ],
)
def test_known_days_of_other_calendars(calendar, parts, day):
    assert read(calendar, *parts) == day


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2022",), "2022"),
        (("2022", "3"), "2022-03"),
        (("2022", "autumn"), "2022-23"),
        (("2022", "3", "15"), "2022-03-15"),
        (("2022", "3", "15", "about"), "2022-03-15~"),
        (("2022", "", "", "unsure"), "2022?"),
        (("", "3", "15"), "XXXX-03-15"),
        (("", "3"), "XXXX-03"),
        (("", "winter"), ""),
        (("", "", "15"), ""),
        (("", "", ""), ""),
    ],
)
def test_partial_dates_are_dates(parts, expected):
    assert read("gregorian", *parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((SOLAR_HIJRI, "1402"), "2023-03-21/2024-03-19"),
        ((SOLAR_HIJRI, "1402", "7"), "2023-09-23/2023-10-22"),
        ((SOLAR_HIJRI, "1402", "winter", "", "about"), "2023-12-22~/2024-03-19~"),
        ((ISLAMIC, "1444", "9"), "2023-03-23~/2023-04-21~"),
        ((ISLAMIC, "1444", "9", "", "unsure"), "2023-03-23%/2023-04-21%"),
    ],
)
def test_a_month_of_another_calendar_is_the_days_that_it_covers(parts, expected):
    assert read(*parts) == expected


@pytest.mark.parametrize(
    ("parts", "kept", "said"),
    [
        (("gregorian", "2022", "2", "31"), "2022-02?", Remark.NO_SUCH_DAY),
        (("gregorian", "2023", "2", "29", "about"), "2023-02%", Remark.NO_SUCH_DAY),
        (("gregorian", "2022", "2", "many"), "2022-02?", Remark.NO_SUCH_DAY),
        (("gregorian", "2022", "", "5"), "2022?", Remark.DAY_ALONE),
        (("gregorian", "2022", "spring", "5"), "2022-21?", Remark.DAY_ALONE),
        (("gregorian", "1402", "1", "3"), "XXXX-01-03", Remark.OTHER_CALENDAR),
        (("gregorian", "22"), "", Remark.OTHER_CALENDAR),
        (("gregorian", "last year"), "", Remark.YEAR),
        (("gregorian", "2027", "1"), "2027-01", Remark.TO_COME),
        (("gregorian", "", "5"), "XXXX-05", Remark.NO_YEAR),
        ((SOLAR_HIJRI, "1402", "7", "31"), "2023-09-23?/2023-10-22?", Remark.NO_SUCH_DAY),
        ((SOLAR_HIJRI, "2022", "1"), "", Remark.OTHER_CALENDAR),
    ],
)
def test_what_is_impossible_is_told_and_the_rest_is_kept_as_uncertain(parts, kept, said):
    assert read(*parts) == kept
    assert said in remarks(*parts)


def test_a_leap_day_without_its_year_is_a_day():
    assert read("gregorian", "", "2", "29") == "XXXX-02-29"
    assert Remark.NO_SUCH_DAY not in remarks("gregorian", "", "2", "29")


def test_a_good_date_has_no_remark():
    assert remarks("gregorian", "2022", "3", "15") == set()
    assert isinstance(when.read(chosen("gregorian", "2022"), TODAY).value, Moment)
    assert isinstance(when.read(chosen(SOLAR_HIJRI, "1402"), TODAY).value, Span)
