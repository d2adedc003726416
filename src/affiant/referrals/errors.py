"""What referrals refuses."""

from affiant.core.errors import AffiantError


class ReferralsError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class NoSuchReferral(ReferralsError):
    """No referral has this id."""


class MayNotFollow(ReferralsError):
    """The step asked for may not follow the stage that the referral is in."""

    def __init__(self, stage: str, wanted: str) -> None:
        """Keep both stages."""
        super().__init__(stage, wanted)
        self.stage = stage
        self.wanted = wanted


class EmptyText(ReferralsError):
    """A message has no words in it."""


class NoMailbox(ReferralsError):
    """Nobody holds the key of this referral's mailbox: an organisation handed the report over."""


class TextTooLong(ReferralsError):
    """A message is longer than a letter may be."""

    def __init__(self, most: int) -> None:
        """Keep the largest number of characters."""
        super().__init__(most)
        self.most = most


class ReasonMissing(ReferralsError):
    """The act asks for a reason, and none was given."""


class ContactUnreadable(ReferralsError):
    """The sealed ways of contact do not open, or are not what the format says."""

    def __init__(self, finding: str = "") -> None:
        """Keep the finding's code; "" where what the store holds is to blame, and not what was sent."""
        super().__init__(finding)
        self.finding = finding


class ContactErased(ContactUnreadable):
    """The key of the names was thrown away: nobody opens them again."""


class IdentityAway(ReferralsError):
    """The key that opens names is not where this process looks for it, or may not be read by it."""


class KeyThrownAway(ReferralsError):
    """The referral's key was thrown away while something was being closed to it: make a new one."""


class NoSuchContact(ReferralsError):
    """The referral has no such person to contact, or somebody has corrected the entry already."""


class NothingToErase(ReferralsError):
    """No name of the referral can be erased: there is none, or it was erased before."""


class DamagedEnvelope(ReferralsError):
    """An envelope does not check out: a code from the table of findings, and the place in the envelope."""

    def __init__(self, code: str, place: str) -> None:
        """Keep the finding's code and the name of the file that it is about."""
        super().__init__(code, place)
        self.code = code
        self.place = place


class NoFlagsWait(ReferralsError):
    """No flag of the referral waits for an officer: somebody has acknowledged them, or there were none."""


class NoSuchPassage(ReferralsError):
    """The referral has no such answer to translate."""


class NoSuchTask(ReferralsError):
    """The referral has no such task."""


class NoSuchSituation(ReferralsError):
    """The unit profile names no such situation."""


class CannotTakeOn(ReferralsError):
    """The officer to whom something is given has no part in referrals, or is not active."""


class TooManyViews(ReferralsError):
    """The officer keeps as many saved views as one can."""


class StalePage(ReferralsError):
    """The referral has moved on since the page was loaded; carries the stage that it is in now."""

    def __init__(self, stage: str) -> None:
        """Keep the stage."""
        super().__init__(stage)
        self.stage = stage
