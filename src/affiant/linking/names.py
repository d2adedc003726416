"""When two names are alike: by what their words sound like, in Latin, Cyrillic and Arabic letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from affiant.core.spelling import sounds, words

MOST_WORDS: Final = 8
LONGEST: Final = 64  # letters of a key: a word of x alone sounds twice as long as it is
ENOUGH: Final = 2  # words of two names that meet
_VOWEL: Final = re.compile("^[aeiou]")
_ARABIC: Final = ("\u0600", "\u06ff")


@dataclass(frozen=True, slots=True)
class Key:
    """Under what a word is found, and what it looks for; a word that only looks is found under nothing."""

    place: int
    key: str
    sought: str


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name that can be compared."""

    keys: tuple[Key, ...]

    def meets(self, other: "Name") -> bool:
        """Answer whether two names may be of one: two words meet, or the only word that can be compared does."""
        met = {
            (own.place, theirs.place)
            for own in self.keys
            for theirs in other.keys
            if own.sought == theirs.key or own.key == theirs.sought
        }
        apart = min(len({own for own, _ in met}), len({theirs for _, theirs in met}))
        return apart >= min(ENOUGH, _comparable(self, other), _comparable(other, self)) > 0


def read(text: str) -> Name:
    """Return what can be compared of a name as an officer wrote it.

    Words that name nobody are left out, and words with a small letter: names begin with a capital where there are any.
    """
    named = (raw for raw in words.raw(text) if not raw[:1].islower())
    folded = (word for raw in named if (word := words.fold(raw)) and word not in _nobody())
    found = [(place, word) for place, word in enumerate(folded) if place < MOST_WORDS]
    return Name(tuple(key for place, word in found for key in _keys(place, word)))


@cache
def _nobody() -> frozenset[str]:
    """Return the words that would join every account of soldiers with every other."""
    lines = files("affiant.linking").joinpath("nobody.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _given() -> Mapping[str, str]:
    """Return the sounds of given names that other languages write another way, each with the one that stands for it."""
    lines = files("affiant.linking").joinpath("given.txt").read_text(encoding="utf-8").splitlines()
    rows = [[_plain(words.fold(name)) for name in line.split()] for line in lines if not line.startswith("#")]
    return {sound: row[0] for row in rows for sound in row if sound}


def _heard(word: str) -> str:
    sound = _plain(word)
    return _given().get(sound, sound)


def _plain(word: str) -> str:
    """Return the sound of a word whose first vowel may be another in another language: Olena is Elena and Alena."""
    return _VOWEL.sub("a", sounds.sound(word))


def _comparable(own: Name, other: Name) -> int:
    """Count the words that could meet one of the other name: by their sound, or by their consonants alone."""
    kinds = {key.sought[:1] for key in other.keys}
    return len({key.place for key in own.keys if key.key[:1] in kinds})


def _keys(place: int, word: str) -> list[Key]:
    """Give the keys of a word: s its sound, b the consonants of a word in letters that have vowels, a of an Arabic one.

    A sound meets the same sound. Consonants alone say too little between two words that have their vowels, so they
    meet only where one of the two is Arabic.
    """
    bones = sounds.bones(word)[:LONGEST]
    if _ARABIC[0] <= word[:1] <= _ARABIC[1]:
        return [Key(place, f"a{bones}", f"a{bones}"), Key(place, "", f"b{bones}")] if bones else []
    sound = _heard(word)[:LONGEST]
    heard = [Key(place, f"s{sound}", f"s{sound}")] if sound else []
    return [*heard, Key(place, f"b{bones}", f"a{bones}")] if bones else heard
