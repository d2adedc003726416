"""What a word is known under in the index: itself, and keys for its stems and its sound."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

import snowballstemmer

from affiant.core.spelling import sounds, words
from affiant.search import ukrainian

_HALF: Final = 200_000  # stretches of text of which it is remembered what they are known under, twice
_LONGEST: Final = 40  # letters of one; a run of signs that are written without blanks is longer, and comes once

_NUMBER: Final = re.compile(r"\d")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_LATIN: Final = re.compile(r"[a-z]")
_NOT_RUSSIAN: Final = re.compile(r"[іїєґ]")
_NOT_UKRAINIAN: Final = re.compile(r"[ыэъ]")

_ENGLISH: Final = snowballstemmer.stemmer("english")
_RUSSIAN: Final = snowballstemmer.stemmer("russian")
_ARABIC_STEMS: Final = snowballstemmer.stemmer("arabic")

STEMS: Final = frozenset("UREA")
_KEEPING: Final = frozenset("URE")  # kinds of stems that begin as their words do
_OF_NAMES: Final = frozenset("CLB")
# Which keys of a document meet the sound, or the consonants, of a word in a question.
_OTHER_SCRIPTS: Final = {"C": "L", "L": "LC", "B": "K", "K": "B"}

Known = tuple[str, str, str]
"""Folded words with a blank between them; their keys; the same and those by which a name is found in other scripts."""


class _Remembered:
    """What texts were made of lately: of two halves the older is forgotten when the younger is full.

    So what is common stays, however much is seen once: names of files, misspellings, strange languages.
    """

    def __init__(self) -> None:
        self._young: dict[str, Known] = {}
        self._old: dict[str, Known] = {}

    def all(self, stretches: Iterable[str]) -> list[Known]:
        """Return what each is known under; most of them have been seen before."""
        seen = self._young.get
        return [seen(each) or self._other(each) for each in stretches]

    def _other(self, stretch: str) -> Known:
        found = self._old.get(stretch) or self._made(stretch)
        if len(stretch) <= _LONGEST and not _NUMBER.search(stretch):  # a number is told at once, and most come once
            if len(self._young) >= _HALF:
                self._old, self._young = self._young, {}
            self._young[stretch] = found
        return found

    def _made(self, stretch: str) -> Known:
        raws = words.raw(stretch)
        if raws == [stretch]:
            return _of_a_word(stretch)
        found = self.all(raws)
        return found[0] if len(found) == 1 else (_joined(found, 0), _joined(found, 1), _joined(found, 2))


_REMEMBERED: Final = _Remembered()


def known(text: str) -> list[Known]:
    """Return what each stretch of a text between two blanks is known under, in their order.

    Names are what is looked for in another script, and begin with a capital: of such a word all keys are its own.
    """
    return _REMEMBERED.all(text.split())


def _of_a_word(raw: str) -> Known:
    word = words.fold(raw)
    held = sorted(keys(word))
    every, plain = " ".join(held), " ".join(key for key in held if key[0] not in _OF_NAMES)
    # One object where two are equal: at a million referrals it is memory that a rebuild waits for.
    return raw if word == raw else word, every if raw[:1].isupper() or plain == every else plain, every


def _joined(found: Iterable[Known], column: int) -> str:
    return " ".join(each[column] for each in found if each[column])


@lru_cache(maxsize=20_000)
def keys(word: str) -> frozenset[str]:
    """Return the keys of a folded word: a letter that says of which kind, and the stem or the sound.

    U, R, E, A: stems. How a name sounds: C of a Cyrillic word, L of a Latin one. Its consonants: K of an Arabic word,
    B of another.
    """
    if _NUMBER.search(word):  # a number plate, a date, a unit: as it is typed
        return frozenset()
    if _CYRILLIC.search(word):
        return _of_cyrillic(word)
    if _ARABIC.search(word):
        return _tagged(("A", _ARABIC_STEMS.stemWord(word)), ("K", sounds.bones(word)))
    if _LATIN.search(word):
        return _tagged(("E", _ENGLISH.stemWord(word)), ("L", sounds.sound(word)), ("B", sounds.bones(word)))
    return frozenset()


class Looked:
    """Keys that are looked for in many words: most words have none of them, and need not be stemmed to say so."""

    def __init__(self, asked: Collection[str]) -> None:
        """Note with which letters a word can begin that has one of these stems, and which sounds are looked for."""
        self._asked = frozenset(asked)
        self._sounds = {key[0] for key in asked} - _KEEPING
        first = {key[1] for key in asked if key[0] in _KEEPING}
        self._first = first | {"і", "ь"} if "о" in first else first | {"ь"}  # that ukrainian.stems changes, or drops

    def has(self, word: str) -> bool:
        """Answer whether a folded word has one of the keys."""
        return self._may_have(word) and not self._asked.isdisjoint(keys(word))

    def _may_have(self, word: str) -> bool:
        if len(word) < ukrainian.SHORTEST or word[0] in self._first:
            return True
        return not self._sounds.isdisjoint("CB" if _CYRILLIC.search(word) else "AKLB")


def asked(word: str) -> set[str]:
    """Return the keys that a folded word of a question is looked for under: its stems, and how others write it."""
    own = keys(word)
    stems = {key for key in own if key[0] in STEMS}
    others = {tag + key[1:] for key in own if key[0] in _OTHER_SCRIPTS for tag in _OTHER_SCRIPTS[key[0]]}
    return stems | others


def _of_cyrillic(word: str) -> frozenset[str]:
    stems = ukrainian.stems(word)
    found = [("C", sounds.sound(stem)) for stem in stems]
    if not _NOT_UKRAINIAN.search(word):
        found += [("U", stem) for stem in stems]
    if not _NOT_RUSSIAN.search(word):
        found.append(("R", _RUSSIAN.stemWord(word)))
    return _tagged(*found, ("B", sounds.bones(min(stems, key=len))))


def _tagged(*found: tuple[str, str]) -> frozenset[str]:
    return frozenset(tag + value for tag, value in found if value)
