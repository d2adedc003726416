"""When two marks may be of one event: their places and their days near each other; reckoned in cells of the Earth."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from affiant.core import edtf
from affiant.core.edtf import Doubt, Edtf, NotEdtf, Span

WIDEST: Final = 30  # km: who marks a wider circle marks a region, and everything in it would be like everything else
LONGEST: Final = timedelta(days=45)
BESIDE: Final = 2  # km between a place and the circle that the other one marked
DAY: Final = timedelta(days=1)
DOUBTED: Final = timedelta(days=3)  # of a date that is not sure
CELL: Final = 0.25  # degrees
COLUMNS: Final = int(360 / CELL)
ROWS: Final = int(180 / CELL)
FARTHEST_NORTH: Final = 75  # degrees: beyond, nobody lives and cells are too narrow to be counted
_RADIUS: Final = 6371.0  # km, of the Earth
_KM: Final = 111.2  # of a degree along a meridian
_NORTHMOST: Final = 90
_EASTMOST: Final = 180
_PIECES: Final = 3


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that something may have happened on."""

    first: date
    last: date

    def apart(self, other: "Days") -> int:
        """Return how many days lie between two stretches; none if they overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)


@dataclass(frozen=True, slots=True)
class Circle:
    """A point in degrees, and how far from it the place may be, in kilometres."""

    latitude: float
    longitude: float
    radius: int

    @property
    def cell(self) -> int:
        """The number of the cell that the point lies in."""
        return _cell(_row(self.latitude), _column(self.longitude))

    def kilometres_to(self, other: "Circle") -> float:
        """Return how far the two points are from each other."""
        north, east = math.radians(other.latitude - self.latitude), math.radians(other.longitude - self.longitude)
        level = math.cos(math.radians(self.latitude)) * math.cos(math.radians(other.latitude))
        chord = math.sin(north / 2) ** 2 + level * math.sin(east / 2) ** 2
        return 2 * _RADIUS * math.asin(math.sqrt(min(1.0, chord)))

    def touches(self, other: "Circle") -> bool:
        """Answer whether the point of one lies in the circle of the other, or just beside it."""
        return self.kilometres_to(other) <= max(self.radius, other.radius) + BESIDE

    def cells_around(self) -> list[int]:
        """Return the cells in which the point of a circle that touches this one can lie."""
        north = (WIDEST + BESIDE) / _KM
        widest = min(_NORTHMOST - 1.0, abs(self.latitude) + north)
        east = north / math.cos(math.radians(widest))
        rows = range(_row(self.latitude - north), _row(self.latitude + north) + 1)
        columns = range(math.floor((self.longitude - east) / CELL), math.floor((self.longitude + east) / CELL) + 1)
        return sorted({_cell(row, (column + COLUMNS // 2) % COLUMNS) for row in rows for column in columns})


def read_circle(text: str) -> Circle | None:
    """Read a mark of the form's map, `latitude,longitude,radius`; None where it is none, or too wide to tell."""
    pieces = text.split(",")
    try:
        circle = Circle(float(pieces[0]), float(pieces[1]), int(pieces[2])) if len(pieces) == _PIECES else None
    except ValueError:
        return None
    if circle is None or not abs(circle.longitude) <= _EASTMOST or not abs(circle.latitude) <= FARTHEST_NORTH:
        return None
    return circle if 0 < circle.radius <= WIDEST else None


def read_days(text: str) -> Days | None:
    """Read a date of the format EDTF; None where it is none, has no year, or is too long to say anything."""
    try:
        value = edtf.parse(text)
    except NotEdtf:
        return None
    bounds = edtf.bounds(value)
    if bounds is None:
        return None
    more = DOUBTED if _is_doubted(value) else timedelta()
    days = Days(moved(bounds[0], -more), moved(bounds[1], more))
    return days if days.last - days.first <= LONGEST else None


def moved(day: date, by: timedelta) -> date:
    """Move a day, as far as there are days."""
    try:
        return day + by
    except OverflowError:
        return day


def _is_doubted(value: Edtf) -> bool:
    ends = (value.first, value.last) if isinstance(value, Span) else (value,)
    return any(end.doubt is not Doubt.NONE for end in ends)


def _row(latitude: float) -> int:
    return min(ROWS - 1, max(0, math.floor((latitude + _NORTHMOST) / CELL)))


def _column(longitude: float) -> int:
    return math.floor((longitude + _EASTMOST) / CELL) % COLUMNS


def _cell(row: int, column: int) -> int:
    return row * COLUMNS + column
