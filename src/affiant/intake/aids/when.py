"""What somebody marked in a calendar, part by part, and what date it is: any part may be missing or impossible."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from types import MappingProxyType
from typing import Final, Self

from affiant.core import edtf
from affiant.core.edtf import Doubt, Edtf, Moment, Season, Span
from affiant.intake.aids.calendars import CALENDARS, GREGORIAN, LAST_MONTH, Calendar

PARTS: Final = ("when_calendar", "when_year", "when_month", "when_day", "when_near")
MARKED: Final = "when_marked"
LONGEST: Final = 40  # characters of a part: no number of a year or a day is longer
DOUBTS: Final[Mapping[str, Doubt]] = MappingProxyType({"about": Doubt.APPROXIMATE, "unsure": Doubt.UNCERTAIN})
SEASONS: Final[Mapping[str, Season]] = MappingProxyType({season.name.lower(): season for season in Season})
MONTHS_IN_A_SEASON: Final = 3


class Remark(Enum):
    """What somebody may want to look at again; none of them stands in the way."""

    YEAR = auto()  # no number
    OTHER_CALENDAR = auto()  # a year that is far away in this calendar and near in another
    NO_SUCH_DAY = auto()
    DAY_ALONE = auto()
    NO_YEAR = auto()
    TO_COME = auto()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parts as they were given."""

    calendar: Calendar
    year: str = ""
    month: str = ""  # "1" to "12", or a season's name
    day: str = ""
    near: str = ""

    @classmethod
    def of(cls, given: Mapping[str, object], calendar: str = GREGORIAN) -> Self:
        """Read the parts from a form or a draft; `calendar` is the one to begin with."""
        name, *rest = (str(given.get(part, ""))[:LONGEST].strip() for part in PARTS)
        return cls(CALENDARS.get(name) or CALENDARS[calendar], *rest)

    def as_answers(self) -> dict[str, str]:
        """Give the parts as a draft keeps them."""
        return dict(zip(PARTS, (self.calendar.name, self.year, self.month, self.day, self.near), strict=True))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was given that could be a date."""
        return not (self.year or self.month or self.day)


@dataclass(frozen=True, slots=True)
class Reading:
    """The date that the parts are, as far as they are one; and what may be looked at again."""

    value: Edtf | None = None
    remarks: tuple[Remark, ...] = ()
    days: int = 0  # of the month that was chosen


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The parts as numbers: None where a part is missing, unreadable or impossible."""

    year: int | None
    month: int | None
    season: Season | None
    day: int | None
    days: int  # of the month, or of the longest one


def read(chosen: Chosen, today: date) -> Reading:
    """Understand the parts: what is impossible is left out, and what is left then counts as uncertain."""
    numbers = _numbers(chosen)
    impossible = bool(chosen.day) and numbers.day is None
    doubt = DOUBTS.get(chosen.near, Doubt.NONE).joined(Doubt.UNCERTAIN if impossible else Doubt.NONE)
    value = _value(chosen.calendar, numbers, doubt)
    remarks = (remark for remark, holds in _remarks(chosen, numbers, value, today).items() if holds)
    return Reading(value, tuple(remarks), numbers.days)


def _numbers(chosen: Chosen) -> _Numbers:
    year, month, day = _number(chosen.year), _number(chosen.month), _number(chosen.day)
    year = year if year in chosen.calendar.years else None
    month = month if month and month <= LAST_MONTH else None
    season = SEASONS.get(chosen.month) if chosen.calendar.has_seasons else None
    days = chosen.calendar.length(year or chosen.calendar.leap, month or 1)
    return _Numbers(year, month, season, day if day and month and day <= days else None, days)


def _number(text: str) -> int | None:
    """Read digits of any script."""
    return int(text) if text.isdecimal() else None


def _value(calendar: Calendar, numbers: _Numbers, doubt: Doubt) -> Edtf | None:
    if calendar.name == GREGORIAN:
        return _gregorian(numbers, doubt)
    return _converted(calendar, numbers, doubt if calendar.exact else doubt.joined(Doubt.APPROXIMATE))


def _gregorian(numbers: _Numbers, doubt: Doubt) -> Moment | None:
    month = int(numbers.season) if numbers.season else numbers.month
    if numbers.year is None and numbers.month is None:
        return None
    return Moment(numbers.year, month, numbers.day, doubt)


def _converted(calendar: Calendar, numbers: _Numbers, doubt: Doubt) -> Edtf | None:
    """Turn a date of another calendar into the Gregorian days that it covers."""
    if numbers.year is None:
        return None
    first, last = _months(numbers)
    end = numbers.day or calendar.length(numbers.year, last)
    starts = calendar.to_date(numbers.year, first, numbers.day or 1)
    ends = calendar.to_date(numbers.year, last, end)
    return _moment(starts, doubt) if starts == ends else Span(_moment(starts, doubt), _moment(ends, doubt))


def _months(numbers: _Numbers) -> tuple[int, int]:
    """Return the first and the last month that are meant: in the solar calendar seasons are whole months."""
    if numbers.season:
        last = (list(Season).index(numbers.season) + 1) * MONTHS_IN_A_SEASON
        return last - MONTHS_IN_A_SEASON + 1, last
    return numbers.month or 1, numbers.month or LAST_MONTH


def _moment(day: date, doubt: Doubt) -> Moment:
    return Moment(day.year, day.month, day.day, doubt)


def _remarks(chosen: Chosen, numbers: _Numbers, value: Edtf | None, today: date) -> dict[Remark, bool]:
    year = _number(chosen.year)
    bounds = edtf.bounds(value) if value else None
    return {
        Remark.YEAR: bool(chosen.year) and year is None,
        Remark.OTHER_CALENDAR: year is not None and numbers.year is None,
        Remark.NO_SUCH_DAY: bool(chosen.day) and numbers.month is not None and numbers.day is None,
        Remark.DAY_ALONE: bool(chosen.day) and numbers.month is None,
        Remark.NO_YEAR: bool(chosen.month) and not chosen.year,
        Remark.TO_COME: bounds is not None and bounds[0] > today,
    }
