"""Other names of the places that a search names: Kharkiv is also Харків, Харьков and خاركوف."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Final

from affiant.core.spelling import sounds, words
from affiant.search import analysis

MOST: Final = 3  # places of one name that are looked up; the table has the largest first
LONGEST: Final = 3  # words of a name that are recognised in a row
BEGINNING: Final = 2  # letters
_OF_PLACES: Final = frozenset("URA")

Name = tuple[str, ...]
"""A name of a place: its words, folded."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its names, the usual one first, as they are written and as words."""

    written: tuple[str, ...]
    names: tuple[Name, ...]


def named(name: Sequence[str]) -> list[Place]:
    """Return the places that go by this name, in any of its cases; the largest first."""
    asked = [frozenset(_recognised(word, of_several=len(name) > 1)) for word in name]
    found: dict[int, Place] = {}
    for number, known in _table().get((len(name), _beginning(name[0])), ()):
        if len(found) < MOST and all(map(_share, asked, known, repeat(len(name) > 1))):
            found.setdefault(number, _place(number))
    return list(found.values())


@cache
def _lines() -> Sequence[str]:
    text = files("affiant.search").joinpath("places.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def _table() -> Mapping[tuple[int, str], Sequence[tuple[int, Name]]]:
    """Return the names by their number of words and their first letters, which no case changes."""
    found: dict[tuple[int, str], list[tuple[int, Name]]] = defaultdict(list)
    for number, line in enumerate(_lines()):
        for name in line.split("|"):
            known = _words(name)
            found[len(known), _beginning(known[0])].append((number, known))
    return found


def _beginning(word: str) -> str:
    return sounds.without_article(word)[:BEGINNING]


def _place(number: int) -> Place:
    written = tuple(_lines()[number].split("|"))
    return Place(written, tuple(_words(name) for name in written))


def _share(asked: frozenset[str], word: str, of_several: bool) -> bool:  # noqa: FBT001 - it is mapped over
    return not asked.isdisjoint(_recognised(word, of_several=of_several))


def _words(name: str) -> Name:
    return tuple(words.fold(word) for word in words.raw(name))


@cache
def _recognised(word: str, *, of_several: bool) -> tuple[str, ...]:
    """Return what a word of a name is known by: its stems, and for a Latin word itself alone.

    By its stem or its sound an English word would be many a place; by the sounds of several words none is.
    """
    tags = _OF_PLACES | {"L"} if of_several else _OF_PLACES
    return (word, *(key for key in analysis.keys(word) if key[0] in tags))
