"""Dates as well as somebody knows them: level 1 of the Extended Date/Time Format (ISO 8601-2:2019).

Years, months, seasons, days, what is uncertain or approximate, and spans of two. Of level 2 one thing: a day or a
month of an unknown year, `XXXX-03-15`, because people remember days without their year.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from affiant.core.errors import AffiantError

LEAP: Final = 2000  # stands for a year that is not known: its February has 29 days
LAST_MONTH: Final = 12
UNKNOWN: Final = "XXXX"
_MOMENT: Final = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)


class NotEdtf(AffiantError):
    """A text is no date of this format; the text itself may be a witness's and is not carried."""


class Doubt(StrEnum):
    """How sure somebody is of a date; the values are the format's signs."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    def joined(self, other: "Doubt") -> "Doubt":
        """Return the doubt that holds both."""
        return self if other in (Doubt.NONE, self) else other if self is Doubt.NONE else Doubt.BOTH


class Season(StrEnum):
    """The seasons, by the numbers that stand where a month's would."""

    SPRING = "21"
    SUMMER = "22"
    AUTUMN = "23"
    WINTER = "24"


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month or season of it, or a day; of a day or a month the year may be unknown.

    Raises:
        NotEdtf: there is no such date.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    doubt: Doubt = Doubt.NONE

    def __post_init__(self) -> None:
        if not (_is_year(self.year, self.month) and _is_month(self.month) and self._is_day()):
            raise NotEdtf

    def __str__(self) -> str:
        parts = [UNKNOWN if self.year is None else f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts) + self.doubt

    @property
    def season(self) -> Season | None:
        """The season, if it is one."""
        return Season(str(self.month)) if self.month is not None and self.month > LAST_MONTH else None

    def _is_day(self) -> bool:
        if self.day is None:
            return True
        if self.month is None or self.season:
            return False
        return 1 <= self.day <= calendar.monthrange(self.year or LEAP, self.month)[1]


@dataclass(frozen=True, slots=True)
class Span:
    """From one date to another, both within it.

    Raises:
        NotEdtf: an end has no year, or the last is before the first.
    """

    first: Moment
    last: Moment

    def __post_init__(self) -> None:
        start, end = bounds(self.first), bounds(self.last)
        if start is None or end is None or end[1] < start[0]:
            raise NotEdtf

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"


Edtf = Moment | Span


def parse(text: str) -> Edtf:
    """Read a date.

    Raises:
        NotEdtf: it is none of this format.
    """
    first, slash, last = text.partition("/")
    return Span(_moment(first), _moment(last)) if slash else _moment(text)


def bounds(value: Edtf) -> tuple[date, date] | None:
    """Return the first and the last day that it can mean, without its doubt; None where the year is unknown.

    Seasons are the wider of the two ways of reading them: a winter begins or ends with its year.
    """
    if isinstance(value, Span):
        starts, ends = bounds(value.first), bounds(value.last)
        return (starts[0], ends[1]) if starts and ends else None
    if value.year is None:
        return None
    if value.season:
        return _season(value.year, value.season)
    first, last = value.month or 1, value.month or LAST_MONTH
    end = value.day or calendar.monthrange(value.year, last)[1]
    return date(value.year, first, value.day or 1), date(value.year, last, end)


def _moment(text: str) -> Moment:
    read = _MOMENT.fullmatch(text)
    if read is None:
        raise NotEdtf
    year, month, day, doubt = read.groups()
    known = None if year == UNKNOWN else int(year)
    return Moment(known, _number(month), _number(day), Doubt(doubt))


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _is_year(year: int | None, month: int | None) -> bool:
    return month is not None and month <= LAST_MONTH if year is None else 1 <= year < date.max.year


def _is_month(month: int | None) -> bool:
    return month is None or 1 <= month <= LAST_MONTH or str(month) in set(Season)


def _season(year: int, season: Season) -> tuple[date, date]:
    match season:
        case Season.SPRING:
            return date(year, 3, 1), date(year, 6, 20)
        case Season.SUMMER:
            return date(year, 6, 1), date(year, 9, 22)
        case Season.AUTUMN:
            return date(year, 9, 1), date(year, 12, 20)
        case Season.WINTER:
            return date(year, 1, 1), date(year + 1, 3, 20)
