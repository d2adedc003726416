"""What triage refuses."""

from affiant.core.errors import AffiantError


class TriageError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class CannotTakeOn(TriageError):
    """The officer named may not decide on referrals, or is no longer active."""


class NothingChanges(TriageError):
    """The referral is already where the act would bring it."""


class ReasonMissing(TriageError):
    """A decision has a reason; none was given."""
