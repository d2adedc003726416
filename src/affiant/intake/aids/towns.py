"""Towns by which somebody finds their way on the map: a table made from GeoNames by tools/make_towns.py."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from affiant.intake.aids.window import WIDTH, Window

TABLE: Final = Path(__file__).parent / "towns.txt"
MOST: Final = 12  # in one picture
FIRST_LEVEL: Final = 2  # from farther away, they would be a crowd
RADIUS: Final = 10  # km around a town that is chosen by its name
MARGIN: Final = 8  # px: a number at the very edge cannot be read


@dataclass(frozen=True, slots=True)
class Town:
    """A town, its name in Latin letters."""

    latitude: float
    longitude: float
    name: str


def within(window: Window) -> list[Town]:
    """Return the largest towns that a view shows."""
    if window.level < FIRST_LEVEL:
        return []
    seen = (town for town in _load() if _is_seen(town, window))
    return [town for town, _ in zip(seen, range(MOST), strict=False)]


def _is_seen(town: Town, window: Window) -> bool:
    x, y = window.place(town.latitude, town.longitude)
    return MARGIN < x < WIDTH - 2 * MARGIN and MARGIN < y < window.height - MARGIN


@functools.cache
def _load() -> tuple[Town, ...]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(_town(line) for line in lines if not line.startswith("#"))


def _town(line: str) -> Town:
    latitude, longitude, name = line.split(" ", 2)
    return Town(float(latitude), float(longitude), name)
