"""What sharing refuses."""

from affiant.core.errors import AffiantError


class SharingError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class NoSuchPartner(SharingError):
    """No partner has this id."""


class PartnerNotActive(SharingError):
    """The partner is suspended, closed, or outside its dates."""


class RecipientMalformed(SharingError):
    """The partner's key is not an age X25519 recipient."""


class BodyUnknown(SharingError):
    """The form asks no wish about a body of this name."""


class NameTaken(SharingError):
    """Another partner has this name."""


class DatesOutOfOrder(SharingError):
    """The last day on which packages may go to a partner is before the first."""


class NoSuchPackage(SharingError):
    """No package has this id."""


class NotDecided(SharingError):
    """The referral was not accepted, nor is it to be shared: there is no decision that a package could rest on."""


class NothingMayBeShared(SharingError):
    """The reporter's wishes do not allow it; carries the ground's code."""

    def __init__(self, ground: str) -> None:
        """Keep the ground's code."""
        super().__init__(ground)
        self.ground = ground


class OwnPackage(SharingError):
    """Whoever prepared a package does not approve it."""


class MayNotFollow(SharingError):
    """The step asked for may not follow the stage that the package is in."""

    def __init__(self, stage: str, wanted: str) -> None:
        """Keep both stages."""
        super().__init__(stage, wanted)
        self.stage = stage
        self.wanted = wanted


class ReasonMissing(SharingError):
    """The act asks for a reason, and none was given."""


class NotWritten(SharingError):
    """The package's file is not there to be taken."""
