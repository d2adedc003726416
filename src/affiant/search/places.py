"""Other names of the places that a search names: Kharkiv is also Харків, Харьков and خاركوف."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Final

from affiant.search import analysis, words

MOST: Final = 3  # places of one name that are looked up; the table has the largest first
LONGEST: Final = 3  # words of a name that are recognised in a row

Name = tuple[str, ...]
"""A name of a place: its words, folded."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its names, the usual one first, as they are written and as words."""

    written: tuple[str, ...]
    names: tuple[Name, ...]


def named(name: Sequence[str]) -> list[Place]:
    """Return the places that go by this name, in any of its cases; the largest first."""
    table = _table()
    found: dict[int, Place] = {}
    for key in product(*(_recognised(word) for word in name)):
        for number in table.by_name.get(key, ()):
            found[number] = table.place(number)
    return [found[number] for number in sorted(found)][:MOST]


@dataclass(frozen=True, slots=True)
class _Table:
    lines: Sequence[str]
    by_name: Mapping[Name, Sequence[int]]

    def place(self, number: int) -> Place:
        written = tuple(self.lines[number].split("|"))
        return Place(written, tuple(_words(name) for name in written))


@cache
def _table() -> _Table:
    text = files("affiant.search").joinpath("places.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    by_name: dict[Name, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for key in {key for name in line.split("|") for key in _keys(_words(name))}:
            if len(by_name[key]) < MOST:
                by_name[key].append(number)
    return _Table(lines, by_name)


def _words(name: str) -> Name:
    return tuple(words.fold(word) for word in words.raw(name))


def _keys(name: Name) -> Iterator[Name]:
    if len(name) <= LONGEST:
        yield from product(*(_recognised(word) for word in name))


@cache
def _recognised(word: str) -> tuple[str, ...]:
    """Return what a word of a name is known by: its stems, and for a Latin word itself alone.

    By its sound an English word would be many a place.
    """
    return (word, *(key for key in analysis.keys(word) if key[0] in "URA"))
