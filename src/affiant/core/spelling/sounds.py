"""What a name sounds like, roughly, so that one name meets itself in Latin, Cyrillic and Arabic letters."""

import re
from typing import Final

FEWEST: Final = 3  # letters that a sound must have to say anything

_FROM_CYRILLIC: Final = str.maketrans(
    {
        **dict(zip("абвгґдезийіїыэєклмнопрстуфх", "abvhhdeziiiiieeklmnoprstufh", strict=True)),
        "ж": "z",
        "ц": "c",
        "ч": "c",
        "ш": "s",
        "щ": "sc",
        "ю": "iu",
        "я": "ia",
        "ь": "",
        "ъ": "",
        "ђ": "d",
        "ј": "i",
        "љ": "l",
        "њ": "n",
        "ћ": "c",
        "џ": "dz",
        "ў": "u",
    }
)
_SPELLINGS: Final = {
    "shch": "sc", "sch": "s", "tch": "c", "ch": "c", "sh": "s", "zh": "z", "kh": "h", "gh": "h", "ts": "c", "tz": "c",
    "ph": "f", "th": "t", "ck": "k", "ou": "u", "oo": "u", "g": "h", "q": "k", "x": "ks", "w": "v", "y": "i", "j": "i",
}  # fmt: skip
_SPELLING: Final = re.compile("|".join(_SPELLINGS))
_BEFORE_A_VOWEL: Final = re.compile(r"i+(?=[aeou])")
_TWICE: Final = re.compile(r"(.)\1+")
_ENDING: Final = re.compile(r"(?<=..)[aeiou]+$")
_COMES_AND_GOES: Final = re.compile(r"(?<=[aeiou])([^aeiou]+)[eio](?=[^aeiou]$)|(?<=i)e(?=[^aeiou]$)")

# Arabic writes few vowels, so there only the consonants are compared, in classes: p and b are one, f and v, k and q.
_ARABIC_CLASSES: Final = {"b": "بپ", "t": "تطث", "d": "دضذ", "g": "جچغگ", "h": "حهخ", "k": "كقک", "s": "سصش",
                          "z": "زظژ", "f": "فڤ", "r": "ر", "l": "ل", "m": "م", "n": "ن", "": "اويءعئؤ"}  # fmt: skip
_FROM_ARABIC: Final = str.maketrans({letter: key for key, letters in _ARABIC_CLASSES.items() for letter in letters})
_LATIN_CLASSES: Final = {
    "sch": "s", "sh": "s", "ch": "s", "kh": "h", "gh": "g", "zh": "z", "dj": "g", "dh": "d", "th": "t", "ph": "f",
    "p": "b", "j": "g", "q": "k", "c": "k", "x": "ks", "v": "f", "w": "", "a": "", "e": "", "i": "", "o": "", "u": "",
    "y": "",
}  # fmt: skip
_LATIN_CLASS: Final = re.compile("|".join(_LATIN_CLASSES))
_ARTICLE: Final = re.compile(r"^[وفبك]?ال(?=...)")


def latin_letters(word: str) -> str:
    """Return a folded word in plain Latin letters; one in another script than Cyrillic stays as it is."""
    return word.translate(_FROM_CYRILLIC)


def sound(word: str) -> str:
    """Return what a folded Latin or Cyrillic word sounds like, without its ending; "" where that says too little."""
    plain = _SPELLING.sub(lambda found: _SPELLINGS[found[0]], latin_letters(word))
    short = _ENDING.sub("", _TWICE.sub(r"\1", _BEFORE_A_VOWEL.sub("", plain)))
    level = _COMES_AND_GOES.sub(lambda found: found[1] or "", short)
    return level if len(level) >= FEWEST else ""


def without_article(word: str) -> str:
    """Return a folded Arabic word without its article, and what is joined to that; any other word as it is."""
    return _ARTICLE.sub("", word, count=1)


def bones(word: str) -> str:
    """Return the consonants of a folded word in classes; "" where they are too few to tell names apart."""
    bare = without_article(word)
    if "\u0600" <= bare[:1] <= "\u06ff":
        held = bare.removesuffix("ه").translate(_FROM_ARABIC)
    else:
        held = _LATIN_CLASS.sub(lambda found: _LATIN_CLASSES[found[0]], latin_letters(bare))
    found = _beginning(bare) + _TWICE.sub(r"\1", held)
    return found if len(held) >= FEWEST else ""


def _beginning(word: str) -> str:
    """Tell a vowel at the beginning, which every script writes."""
    first = latin_letters(word[:1])
    return "a" if first in "aeiouاع" else {"و": "w", "w": "w", "ي": "y", "y": "y"}.get(first, "")
