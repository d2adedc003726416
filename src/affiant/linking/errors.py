"""What linking refuses."""

from affiant.core.errors import AffiantError


class LinkingError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class LinkedToItself(LinkingError):
    """A referral is not linked to itself."""


class AlreadySaid(LinkingError):
    """An officer has said this of the two referrals, and it stands."""


class NoSuchLink(LinkingError):
    """The referral has no standing link of this id."""


class NoSuchLikeness(LinkingError):
    """The likeness that was answered is not found any more, or somebody has answered it."""


class GroundMissing(LinkingError):
    """What is said of two referrals has a ground; none was given."""


class NobodyNamed(LinkingError):
    """An earlier account was given to somebody, and by somebody; one of them is not named."""


class NoSuchAccount(LinkingError):
    """The referral has no earlier account of this id that stands."""
