"""What evidence refuses."""

from affiant.core.errors import AffiantError


class EvidenceError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class NoSuchExhibit(EvidenceError):
    """No exhibit has this id."""


class RangeOutside(EvidenceError):
    """The bytes asked for do not lie inside the exhibit; carries the exhibit's length."""

    def __init__(self, length: int) -> None:
        """Keep how many bytes the exhibit has."""
        super().__init__(length)
        self.length = length


class ExhibitDamaged(EvidenceError):
    """A stored part no longer opens, or is no longer what was admitted; carries the part's place from 1."""

    def __init__(self, part: int) -> None:
        """Keep which part it is."""
        super().__init__(part)
        self.part = part


class NoText(EvidenceError):
    """No text was read from this exhibit."""


class TextDamaged(EvidenceError):
    """What is stored of a text that was read no longer opens."""
