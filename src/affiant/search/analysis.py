"""What a word is known under in the index: itself, and keys for its stems and its sound."""

import re
from typing import Final

import snowballstemmer

from affiant.search import sounds, ukrainian, words

_REMEMBERED: Final = 400_000  # words; then it begins anew

_NUMBER: Final = re.compile(r"\d")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_LATIN: Final = re.compile(r"[a-z]")
_NOT_RUSSIAN: Final = re.compile(r"[іїєґ]")
_NOT_UKRAINIAN: Final = re.compile(r"[ыэъ]")

_ENGLISH: Final = snowballstemmer.stemmer("english")
_RUSSIAN: Final = snowballstemmer.stemmer("russian")
_ARABIC_STEMS: Final = snowballstemmer.stemmer("arabic")

Known = tuple[str, str]
"""A folded word, and its keys with a blank between them."""

_known: dict[str, Known] = {}


def known(raw: str) -> Known:
    """Return what a word, as it is written, is known under; "" for one that folds to nothing."""
    found = _known.get(raw)
    if found is None:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        word = words.fold(raw)
        held = {key for key in keys(word) if key[0] != "B" or raw[0].isupper()}  # names begin with a capital
        found = _known[raw] = (word, " ".join(sorted(held)))
    return found


def asked(word: str) -> frozenset[str]:
    """Return the keys that a folded word of a question is looked for under: its own, and its name in other scripts."""
    held = keys(word)
    bones = {key[1:] for key in held if key[0] in "BK"}
    arabic = bool(_ARABIC.search(word))
    return frozenset({key for key in held if key[0] != "B"} | {("B" if arabic else "K") + each for each in bones})


def keys(word: str) -> frozenset[str]:
    """Return the keys of a folded word: a letter that says of which kind, and the stem or the sound.

    U, R, E, A: stems; T: how it sounds in Latin letters; K: the consonants of an Arabic word, B: those of another.
    """
    if _NUMBER.search(word):  # a number plate, a date, a unit: as it is typed
        return frozenset()
    if _CYRILLIC.search(word):
        return frozenset(_of_cyrillic(word))
    if _ARABIC.search(word):
        return frozenset(_tagged(("A", _ARABIC_STEMS.stemWord(word)), ("K", sounds.bones(word))))
    if _LATIN.search(word):
        found = (("E", _ENGLISH.stemWord(word)), ("T", sounds.sound(word)), ("B", sounds.bones(word)))
        return frozenset(_tagged(*found))
    return frozenset()


def _of_cyrillic(word: str) -> set[str]:
    stems = ukrainian.stems(word)
    found = [("T", sounds.sound(stem)) for stem in stems]
    if not _NOT_UKRAINIAN.search(word):
        found += [("U", stem) for stem in stems]
    if not _NOT_RUSSIAN.search(word):
        found.append(("R", _RUSSIAN.stemWord(word)))
    return _tagged(*found, ("B", sounds.bones(min(stems, key=len))))


def _tagged(*found: tuple[str, str]) -> set[str]:
    return {tag + value for tag, value in found if value}
