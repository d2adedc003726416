"""Reads named, typed fields out of decoded JSON, so that each format names its own refusal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from affiant.core.canonical import Json
from affiant.core.digests import Sha256, parse_sha256
from affiant.core.errors import AffiantError

_HEX_ID: Final = re.compile(r"[0-9a-f]{32}")


class WrongField(AffiantError):
    """A field is missing, of another type, or one that the format does not know; carries the field's name."""


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of a format: every read is checked, and `only` refuses what is unknown."""

    held: Mapping[str, Json]
    place: str = ""

    @classmethod
    def of(cls, value: Json, place: str = "") -> Self:
        """Take `value` as an object, or refuse it."""
        if not isinstance(value, dict):
            raise WrongField(place or "document")
        return cls(value, place)

    def only(self, *names: str) -> Self:
        """Refuse any field beside `names`."""
        for name in self.held:
            if name not in names:
                raise self._wrong(name)
        return self

    def text(self, name: str) -> str:
        """Return a string field."""
        value = self.held.get(name)
        if not isinstance(value, str):
            raise self._wrong(name)
        return value

    def one_of(self, name: str, *allowed: str) -> str:
        """Return a string field that is one of `allowed`."""
        value = self.text(name)
        if value not in allowed:
            raise self._wrong(name)
        return value

    def identifier(self, name: str) -> str:
        """Return an id: 32 lower-case hexadecimal digits."""
        value = self.text(name)
        if _HEX_ID.fullmatch(value) is None:
            raise self._wrong(name)
        return value

    def digest(self, name: str) -> Sha256:
        """Return a SHA-256 field."""
        return parse_sha256(self.text(name))

    def count(self, name: str) -> int:
        """Return a whole number that is not negative."""
        value = self.held.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(name)
        return value

    def truth(self, name: str) -> bool:
        """Return a true or false."""
        value = self.held.get(name)
        if not isinstance(value, bool):
            raise self._wrong(name)
        return value

    def inner(self, name: str) -> "Fields":
        """Return an object field."""
        return Fields.of(self.held.get(name), f"{self.place}{name}.")

    def each(self, name: str) -> list["Fields"]:
        """Return a list of objects."""
        return [Fields.of(item, f"{self.place}{name}.{at}.") for at, item in enumerate(self.listed(name))]

    def listed(self, name: str) -> list[Json]:
        """Return a list field."""
        value = self.held.get(name)
        if not isinstance(value, list):
            raise self._wrong(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings."""
        values = self.listed(name)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(name)
        return tuple(str(value) for value in values)

    def _wrong(self, name: str) -> WrongField:
        return WrongField(f"{self.place}{name}")
