"""The table of coasts, boundaries and countries that the build made, read once."""

import functools
import json
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "built/world.json"


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the Earth: its longitudes and latitudes in degrees, and those between which it lies."""

    east: "array[float]"
    north: "array[float]"
    south_end: float
    north_end: float
    west_end: float
    east_end: float


@dataclass(frozen=True, slots=True)
class World:
    """What a map shows: land lies between the coasts; where boundaries run is disputed in several places."""

    coasts: tuple[Line, ...]
    boundaries: tuple[Line, ...]
    places: Mapping[str, tuple[float, float, float, float]]  # west, south, east, north of a country's main part
    names: Mapping[str, Mapping[str, str]]  # by language, then by country


@functools.cache
def load() -> World:
    """Return the table; the first call reads it."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    coasts, boundaries = (
        tuple(_line(deltas, table["scale"], table["move"]) for deltas in table[kind]) for kind in ("coasts", "borders")
    )
    return World(
        coasts,
        boundaries,
        {code: tuple(box) for code, box in table["places"].items()},
        table["names"],
    )


def countries(language: str) -> list[tuple[str, str]]:
    """Return the codes and names of countries and territories, in the order of their names."""
    names: Mapping[str, Mapping[str, str]] = load().names
    return sorted((names.get(language) or names["en"]).items(), key=_by_name)


def _by_name(named: tuple[str, str]) -> str:
    return named[1].casefold()


def _line(deltas: list[int], scale: list[float], move: list[float]) -> Line:
    east = array("d", _degrees(deltas[0::2], scale[0], move[0]))
    north = array("d", _degrees(deltas[1::2], scale[1], move[1]))
    return Line(east, north, min(north), max(north), min(east), max(east))


def _degrees(deltas: list[int], scale: float, move: float) -> Iterator[float]:
    return (position * scale + move for position in accumulate(deltas))
