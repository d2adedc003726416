"""Reads one table of the profile, key by key, and says in a sentence what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from affiant.core.errors import AffiantError
from affiant.intake.guidance.words import Words
from affiant.intake.tongue import STANDING

LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ADDRESS: Final = re.compile(r"https://[^\s/]+\.[^\s/]+(/\S*)?")
NUMBER: Final = re.compile(r"[0-9+][0-9 ,+]*")
MAILBOX: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class BadProfile(AffiantError):
    """The unit profile cannot be used; the text tells the operator what to do."""


@dataclass
class Table:
    """A table of the file and its place there; `done()` refuses keys that nobody asked for."""

    place: str
    given: Mapping[str, object]
    asked: list[str] = field(default_factory=list)

    def tables(self, key: str) -> list["Table"]:
        """Give the list of tables `[[key]]`; none is allowed."""
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.wrong(key, f"is a list of tables: write [[{key}]] above each")
        return [Table(f"{key}, number {place}", each) for place, each in enumerate(found, start=1)]

    def table(self, key: str) -> "Table":
        """Give the table `[key]`."""
        found = self._take(key)
        if not isinstance(found, dict):
            raise self.wrong(key, f"is a table: write [{key}] above its lines")
        return Table(key, found)

    def text(self, key: str, standing: str | None = None) -> str:
        """Give a line of text."""
        found = self._take(key) if standing is None else self._take(key, standing)
        if not isinstance(found, str) or (standing is None and not found.strip()):
            raise self.wrong(key, 'is a text between quotation marks, for example "101"')
        return found

    def shaped(self, key: str, shape: re.Pattern[str], example: str) -> str:
        """Give a text of the shape; an empty one where the key is left out."""
        found = self.text(key, "")
        if found and not shape.fullmatch(found):
            raise self.wrong(key, f'looks like "{example}"')
        return found

    def address(self, key: str) -> str:
        """Give the address of a web site."""
        self.text(key)
        return self.address_or_none(key)

    def address_or_none(self, key: str) -> str:
        """Give the address of a web site; an empty text where the key is left out."""
        return self.shaped(key, ADDRESS, "https://example.org/page")

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; an empty one where the key is left out."""
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
            raise self.wrong(key, 'is a list of texts, for example ["icc", "europol"]')
        return tuple(found)

    def truth(self, key: str) -> bool:
        """Give true or false; false where the key is left out."""
        found = self._take(key, standing=False)
        if not isinstance(found, bool):
            raise self.wrong(key, "is true or false, without quotation marks")
        return found

    def day(self, key: str) -> date:
        """Give a day."""
        found = self._take(key)
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.wrong(key, "is a day like 2013-11-21, without quotation marks")
        return found

    def day_or_none(self, key: str) -> date | None:
        """Give a day, or None where the key is left out."""
        return self.day(key) if key in self.given else self._take(key, None)  # type: ignore[return-value]

    def words(self, key: str) -> Words:
        """Give a text in several languages; English must be among them."""
        found = self._take(key)
        if not isinstance(found, dict) or STANDING not in found:
            raise self.wrong(key, f"is a table of languages, and {STANDING} is one of them")
        for language, text in found.items():
            if not LANGUAGE.fullmatch(language):
                raise self.wrong(key, f'has "{language}", which is not the code of a language like en or uk')
            if not isinstance(text, str) or not text.strip():
                raise self.wrong(f"{key}.{language}", "is a text between quotation marks, and not empty")
        return Words({language: " ".join(str(text).split()) for language, text in found.items()})

    def words_or_none(self, key: str) -> Words | None:
        """Give a text in several languages, or None where the key is left out."""
        self.asked.append(key)
        return self.words(key) if key in self.given else None

    def done(self) -> None:
        """Refuse what is written here and means nothing.

        Raises:
            BadProfile: a key that does not exist: a slip of the pen must not make a number disappear.
        """
        unknown = sorted(set(self.given) - set(self.asked))
        if unknown:
            raise BadProfile(
                f'In {self.place}: there is no "{unknown[0]}". There are: {", ".join(dict.fromkeys(self.asked))}.'
            )

    def wrong(self, key: str, sentence: str) -> BadProfile:
        """Give the error for a key; `sentence` says what it should be."""
        return BadProfile(f'In {self.place}: "{key}" {sentence}.')

    def _take(self, key: str, standing: object = ...) -> object:
        self.asked.append(key)
        if key not in self.given and standing is ...:
            raise BadProfile(f'In {self.place}: "{key}" is missing.')
        return self.given.get(key, standing)
