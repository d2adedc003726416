"""What a search looks for in a text: which of its words are to be marked."""

from dataclasses import dataclass, field
from functools import cached_property

from affiant.core.spelling import words
from affiant.search import analysis


@dataclass
class Sought:
    """Words, their forms, beginnings, misspellings and phrases."""

    words: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)
    unlike: dict[str, int] = field(default_factory=dict)
    phrases: set[tuple[str, ...]] = field(default_factory=set)

    @cached_property
    def _looked(self) -> analysis.Looked:
        return analysis.Looked(self.keys)

    def has(self, raw: str) -> bool:
        """Answer whether a word, as it is written, is looked for by itself."""
        word = words.fold(raw)
        if word in self.words or any(word.startswith(beginning) for beginning in self.beginnings):
            return True
        if self._looked.has(word):
            return True
        return any(is_close(word, other, most) for other, most in self.unlike.items())

    def runs(self, folded: list[str]) -> set[int]:
        """Return the places of the words that stand in a phrase that is looked for."""
        found = set[int]()
        for phrase in self.phrases:
            for start, word in enumerate(folded):
                if word == phrase[0] and tuple(folded[start : start + len(phrase)]) == phrase:
                    found.update(range(start, start + len(phrase)))
        return found


def is_close(word: str, other: str, most: int) -> bool:
    """Answer whether at most so many letters are wrong, missing, too many or have changed places."""
    if abs(len(word) - len(other)) > most:
        return False
    mine, others = set(word), set(other)
    if len(mine - others) > most or len(others - mine) > most:  # a mistake brings one letter in, and takes one away
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, start=1):
        following = [at]
        for place, against in enumerate(other, start=1):
            cost = min(row[place] + 1, following[-1] + 1, row[place - 1] + (letter != against))
            if before and place > 1 and letter == other[place - 2] and word[at - 2] == against:
                cost = min(cost, before[place - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1] <= most
