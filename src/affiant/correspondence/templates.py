"""The wordings that the unit profile offers for messages: plain values, read once at boot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

BLANK: Final = "[…]"
"""What stands where the officer has to fill something in; a message that still has it is not sent."""


@dataclass(frozen=True, slots=True)
class Template:
    """A wording in several languages; English is always among them."""

    id: str
    name: str
    asks: str  # what it asks back, in short; empty if nothing
    texts: Mapping[str, str] = field(repr=False)
    reviewed: frozenset[str] = frozenset()  # the languages that a translator has read

    def in_language(self, code: str) -> str:
        """Return the wording in a language; empty if there is none."""
        return self.texts.get(code, "")
