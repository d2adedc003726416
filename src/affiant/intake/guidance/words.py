"""A text of the profile in several languages, shown in the reader's."""

from collections.abc import Mapping
from dataclasses import dataclass

from affiant.intake.tongue import STANDING, now


@dataclass(frozen=True, slots=True)
class Words:
    """One text; `str()` gives it in the language of its place on the page, or in English where that is missing."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        return self.by_language[self.language]

    @property
    def english(self) -> str:
        """The text as an officer can read it."""
        return self.by_language[STANDING]

    @property
    def language(self) -> str:
        """The language in which this text is shown now: the page marks it where it is not its own."""
        active = now().partition("-")[0]
        return active if active in self.by_language else STANDING
