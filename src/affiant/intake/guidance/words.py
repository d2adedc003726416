"""A text of the profile in several languages, shown in the reader's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

STANDING: Final = "en"  # every text has this one


@dataclass(frozen=True, slots=True)
class Words:
    """One text; `str()` gives it in the active language, or in English where that is missing."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        return self.by_language[self.language]

    @property
    def language(self) -> str:
        """The language in which this text is shown now: the page marks it where it is not its own."""
        active = (get_language() or STANDING).partition("-")[0]
        return active if active in self.by_language else STANDING
