"""Where a place lies that an officer coded by its name: a table made from GeoNames by tools/make_settlements.py."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from affiant.core.spelling import words
from affiant.linking.near import FARTHEST_NORTH, Circle

RADIUS: Final = 10  # km around the middle of a settlement
LONGEST: Final = 3  # words of a name that are recognised in a row
FEW: Final = 2  # settlements of one name: of more, the name says nothing


def named(text: str) -> list[Circle]:
    """Return where the first settlement lies that a text names; nothing where too many bear the name."""
    said = tuple(words.fold(raw) for raw in words.raw(text) if not raw[:1].islower())
    for length in range(LONGEST, 0, -1):
        for start in range(len(said) - length + 1):
            if found := _table().get(" ".join(said[start : start + length])):
                return list(found) if len(found) <= FEW else []
    return []


@cache
def _table() -> Mapping[str, tuple[Circle, ...]]:
    found: dict[str, list[Circle]] = defaultdict(list)
    for line in files("affiant.linking").joinpath("settlements.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            latitude, longitude, held = line.split(" ", 2)
            circle = Circle(float(latitude), float(longitude), RADIUS)
            for name in held.split("|") if circle.latitude <= FARTHEST_NORTH else ():
                found[name].append(circle)
    return {name: tuple(circles) for name, circles in found.items()}
