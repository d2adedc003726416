"""Finding the words of a text, in any script, and folding each to one spelling."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Final

LONGEST: Final = 64  # letters of a folded word; the rest of a longer one is not looked at

# Written without spaces: each sign is a word of its own, and a run of them is found as a phrase.
_UNSPACED: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Signs inside a word that belong to no letter: apostrophes, the Arabic tatweel, joiners that nobody sees.
_INNER: Final = "'\u2019\u02bc\u02b9\u2018`\u00b4\u0640\u200c\u200d\u00ad"


def _marks() -> str:
    """Return the combining marks of the first plane as ranges of a character class."""
    points = [point for point in range(0x10000) if unicodedata.category(chr(point)) in {"Mn", "Mc"}]
    runs = [list(run) for _, run in groupby(enumerate(points), lambda each: each[1] - each[0])]
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


# No way back is ever tried (++): the time is linear in the text, whatever it is.
_LETTERS: Final = rf"[^\W_{_UNSPACED}]"
_WORD: Final = re.compile(rf"[{_UNSPACED}]|{_LETTERS}++(?:[{_marks()}{_INNER}]++{_LETTERS}*+)*+")

_SAME: Final = str.maketrans({
    **dict.fromkeys("ёЁ", "е"),
    **dict.fromkeys("ґҐ", "г"),
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىیېۍ", "ي"),
    **dict.fromkeys("ةۀہھە", "ه"),
    **dict.fromkeys("کڪ", "ك"),
    "ؤ": "و",
    "ئ": "ي",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
})  # fmt: skip
_DROPPED: Final = re.compile(
    rf"[{_INNER}\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)
_POSSESSIVE: Final = re.compile(r"(?<=[A-Za-z])['\u2019][sS]$")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_PLAIN: Final = re.compile(r"[а-яіїє]+")  # in small letters such a word is in its one spelling already


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of a text begins and ends."""
    return (found.span() for found in _WORD.finditer(text))


def raw(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return _WORD.findall(text)


def fold(word: str) -> str:
    """Return a word in the one spelling that it is compared in: no case, accents, vowel signs or apostrophes.

    й and ї stay, because they are letters; ё and ґ do not, because people leave them out.
    """
    if word.isascii():
        return _POSSESSIVE.sub("", word).replace("'", "").replace("`", "").lower()[:LONGEST]
    small = word.lower()
    return small[:LONGEST] if _PLAIN.fullmatch(small) else _folded(word)


def _folded(word: str) -> str:
    same = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", word[: 4 * LONGEST])).casefold().translate(_SAME)
    if not _CYRILLIC.search(same):
        same = unicodedata.normalize("NFD", same)
    bare = unicodedata.normalize("NFC", _DROPPED.sub("", same)).translate(_SAME)
    return (bare if bare.isalpha() else "".join(map(_digit, bare)))[:LONGEST]


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
