"""The stems of a Ukrainian word: a light stemmer of our own, because Snowball has none.

It takes off endings and levels the vowel that comes and goes before them (Харків, Харкова; лікарень, лікарня).
It is no dictionary. Where a word may be read in two ways (солдати is a noun and could be a verb) it gives both stems,
and two words may share one: whoever searches sees the words as they were typed first.
"""

import re
from typing import Final

SHORTEST: Final = 3  # letters that a stem keeps

_NAMING: Final = (  # nouns, adjectives, numerals
    "ами ями ові еві єві ою ею єю ом ем єм ам ям ах ях ей ій ия ію ією ії ия а я о е є и і ї у ю ь й "
    "ого його ому йому ьому ими їми их їх ий им їм ої ьої еє ов"
)
_DOING: Final = (  # verbs, what is made of them, and the plurals that look like a name in the singular
    "ати яти ити іти їти ути увати ювати ував ював увала ювала ували ювали ало яло ило іло ала яла ила "
    "іла ула али яли или іли ули "
    "ав яв ив ів їв ув єв ємо имо емо їмо єте ите ете їте ають яють ують юють уть ють ать ять ає яє ує ює еш иш єш їш "
    "ить їть ли ла ло ти в ання анням анню анні ань ення енням енню енні ень іння інню ування уванню уванням уванні "
    "аний ана ане ані аних ений ена ене ені ених итий ита ите иті"
)
_REFLEXIVE: Final = re.compile(r"(?<=.{4})с[яь]$")
_VOWELS: Final = "аеєиіїоуюя"
_VOWEL: Final = re.compile(rf"[{_VOWELS}]")
_COMES_AND_GOES: Final = re.compile(rf"(?<=[^{_VOWELS}])[оеєії](?=[^{_VOWELS}]$)|(?<=[иа])[еєії](?=[^{_VOWELS}]$)")
_TWICE: Final = re.compile(r"(.)\1$")
_SOFTENED: Final = {"зі": "г", "ці": "к", "сі": "х"}  # дорозі, руці, мусі


def _ends(endings: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(set(endings.split()), key=len, reverse=True))})$")


_NAMING_ENDS: Final = _ends(_NAMING)
_DOING_ENDS: Final = _ends(_DOING)


def stems(word: str) -> frozenset[str]:
    """Return the one or two stems of a folded word in Cyrillic letters."""
    plain = _REFLEXIVE.sub("", word)
    naming = _level(_without(_NAMING_ENDS, plain))
    doing = _level(_without(_DOING_ENDS, plain))
    softened = _SOFTENED.get(plain[-2:])
    return frozenset({naming, _level(plain[:-2] + softened) if softened else doing})


def _without(ends: re.Pattern[str], word: str) -> str:
    """Take off the longest ending that leaves a stem with a vowel in it."""
    found = ends.search(word)
    while found:
        rest = word[: found.start()]
        if len(rest) >= SHORTEST and _VOWEL.search(rest):
            return rest
        found = ends.search(word, found.start() + 1)
    return word


def _level(bare: str) -> str:
    """Take out the vowel before the last consonant, or call it о where it is the only one (ніч, ночі)."""
    bare = _TWICE.sub(r"\1", bare.replace("ь", ""))
    if bare[-1:] in _VOWELS:
        return bare
    return _COMES_AND_GOES.sub("", bare) if len(_VOWEL.findall(bare)) > 1 else bare.replace("і", "о")
