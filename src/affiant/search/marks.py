"""The piece of a text that shows why it was found, with the words that were looked for marked."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from affiant.core.spelling import words
from affiant.referrals.passages import Passage
from affiant.search.sought import Sought

WINDOW: Final = 260  # letters of a piece
BEFORE: Final = 60  # of them before the first word that was found
READ: Final = 60_000  # letters of a referral that are looked through for marks
MOST: Final = 2  # pieces of a referral
_BLANK: Final = re.compile(r"\s+")
# Signs that nobody sees and that turn the direction of what follows, or hide it. Joiners stay: Persian needs them.
_KEPT: Final = frozenset("\u200c\u200d\n\t")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, marked or not."""

    text: str = field(repr=False)
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a passage; `before` and `after` say whether the text goes on there."""

    part: StrEnum | None  # None: the name of a file
    stretches: tuple[Stretch, ...]
    before: bool
    after: bool


def pieces(passages: Iterable[Passage], names: Iterable[str], sought: Sought) -> list[Piece]:
    """Return the pieces that show best why a referral was found; without any word found, how it begins."""
    texts: list[tuple[StrEnum | None, str]] = [
        *((passage.part, passage.text) for passage in passages),
        *((None, name) for name in names),
    ]
    best = sorted(_candidates(texts, sought), key=lambda found: -found[0])
    if best:
        return [piece for _, piece in best[:MOST]]
    return [_cut(part, text, [], 0) for part, text in texts[:1]]


def inert(text: str) -> str:
    """Return a text with every sign that is not seen and could deceive shown as one that can be seen."""
    return text if text.isprintable() else "".join(_shown(letter) for letter in text)


def _candidates(texts: Sequence[tuple[StrEnum | None, str]], sought: Sought) -> Iterator[tuple[int, Piece]]:
    left = READ
    for part, text in texts:
        if left <= 0:
            return
        read = text[:left]
        left -= len(read)
        hits = _hits(read, sought)
        if hits:
            start, different = _densest(read, hits)
            yield different, _cut(part, text, hits, start)


def _hits(text: str, sought: Sought) -> list[tuple[int, int]]:
    found = list(words.spans(text))
    run = sought.runs([words.fold(text[a:b]) for a, b in found]) if sought.phrases else set()
    return [span for number, span in enumerate(found) if number in run or sought.has(text[slice(*span)])]


def _densest(text: str, hits: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the hit from which a piece shows the most different words, and how many."""
    folded = [words.fold(text[a:b]) for a, b in hits]
    best, most, end = 0, 0, 0
    for number, (start, _) in enumerate(hits[:200]):
        while end < len(hits) and hits[end][1] <= start + WINDOW - BEFORE:
            end += 1
        different = len(set(folded[number:end]))
        if different > most:
            best, most = number, different
    return best, max(most, 1)


def _cut(part: StrEnum | None, text: str, hits: Sequence[tuple[int, int]], first: int) -> Piece:
    start = _to_a_blank(text, max(0, hits[first][0] - BEFORE)) if hits else 0
    start = min(start, hits[first][0]) if hits else 0
    end = min(len(text), start + WINDOW)
    shown = [(a, min(b, end)) for a, b in hits if start <= a < end]
    return Piece(part, tuple(_stretches(text, start, end, shown)), before=start > 0, after=end < len(text))


def _to_a_blank(text: str, at: int) -> int:
    """Begin at a word's beginning, if one is near."""
    if at == 0:
        return 0
    found = _BLANK.search(text, at, at + BEFORE // 2)
    return found.end() if found else at


def _stretches(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    at = start
    for a, b in hits:
        if a > at:
            yield Stretch(_calm(text[at:a]))
        yield Stretch(_calm(text[a:b]), marked=True)
        at = b
    if at < end:
        yield Stretch(_calm(text[at:end]))


def _calm(text: str) -> str:
    return inert(_BLANK.sub(" ", text))


def _shown(letter: str) -> str:
    hidden = unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}
    return "\N{REPLACEMENT CHARACTER}" if hidden and letter not in _KEPT else letter
