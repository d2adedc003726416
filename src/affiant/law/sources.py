"""Where a sentence of the law comes from, and whether it was read there."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How sure it is that the data says what its source says."""

    VERIFIED = "verified"  # read in the source that is named
    UNVERIFIED = "unverified"  # from general knowledge: to be checked before anybody relies on it


@dataclass(frozen=True, slots=True)
class Source:
    """A place where the law stands."""

    text: str
    standing: Standing = Standing.VERIFIED

    @property
    def is_verified(self) -> bool:
        """Answer whether the sentence was read where it says that it stands."""
        return self.standing is Standing.VERIFIED


def unverified(text: str) -> Source:
    """Return a source that nobody has looked up yet."""
    return Source(text, Standing.UNVERIFIED)
