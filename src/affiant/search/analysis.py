"""What a word is known under in the index: itself, and keys for its stems and its sound."""

import re
from collections.abc import Iterable
from typing import Final

import snowballstemmer

from affiant.core.spelling import sounds, words
from affiant.search import ukrainian

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

STEMS: Final = frozenset("UREA")
_OF_NAMES: Final = frozenset("CLB")
# Which keys of a document meet the sound, or the consonants, of a word in a question.
_OTHER_SCRIPTS: Final = {"C": "L", "L": "LC", "B": "K", "K": "B"}

Known = tuple[str, str, str]
"""A folded word; its keys with a blank between them; the same and those by which a name is found in other scripts."""

_known: dict[str, Known] = {}


def known(raw: str) -> Known:
    """Return what a word, as it is written, is known under; "" for one that folds to nothing.

    Names are what is looked for in another script, and begin with a capital: of such a word all keys are its own.
    """
    found = _known.get(raw)
    if found is None:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        word = words.fold(raw)
        held = sorted(keys(word))
        every, plain = " ".join(held), " ".join(key for key in held if key[0] not in _OF_NAMES)
        found = _known[raw] = (word, every if raw[:1].isupper() else plain, every)
    return found


def all_known(raws: Iterable[str]) -> list[Known]:
    """Return what each of many words is known under; most of them have been seen before."""
    seen = _known.get
    return [seen(raw) or known(raw) for raw in raws]


def keys(word: str) -> set[str]:
    """Return the keys of a folded word: a letter that says of which kind, and the stem or the sound.

    U, R, E, A: stems. How a name sounds: C of a Cyrillic word, L of a Latin one. Its consonants: K of an Arabic word,
    B of another.
    """
    if _NUMBER.search(word):  # a number plate, a date, a unit: as it is typed
        return set()
    if _CYRILLIC.search(word):
        return _of_cyrillic(word)
    if _ARABIC.search(word):
        return _tagged(("A", _ARABIC_STEMS.stemWord(word)), ("K", sounds.bones(word)))
    if _LATIN.search(word):
        return _tagged(("E", _ENGLISH.stemWord(word)), ("L", sounds.sound(word)), ("B", sounds.bones(word)))
    return set()


def asked(word: str) -> set[str]:
    """Return the keys that a folded word of a question is looked for under: its stems, and how others write it."""
    own = keys(word)
    stems = {key for key in own if key[0] in STEMS}
    others = {tag + key[1:] for key in own if key[0] in _OTHER_SCRIPTS for tag in _OTHER_SCRIPTS[key[0]]}
    return stems | others


def _of_cyrillic(word: str) -> set[str]:
    stems = ukrainian.stems(word)
    found = [("C", sounds.sound(stem)) for stem in stems]
    if not _NOT_UKRAINIAN.search(word):
        found += [("U", stem) for stem in stems]
    if not _NOT_RUSSIAN.search(word):
        found.append(("R", _RUSSIAN.stemWord(word)))
    return _tagged(*found, ("B", sounds.bones(min(stems, key=len))))


def _tagged(*found: tuple[str, str]) -> set[str]:
    return {tag + value for tag, value in found if value}
