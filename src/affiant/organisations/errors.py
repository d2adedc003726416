"""What is refused to an organisation."""

from affiant.core.errors import AffiantError


class OrganisationError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class NameTaken(OrganisationError):
    """An organisation of this name is there already."""


class NoSuchOrganisation(OrganisationError):
    """No open organisation has this token, or this name."""


class WrongDigest(OrganisationError):
    """The bytes of a piece are not those that its name says."""


class TooLarge(OrganisationError):
    """A piece is larger than any may be."""


class NoRoom(OrganisationError):
    """The organisation has laid too much ready, or the disk is full."""


class WrongHeader(OrganisationError):
    """A header does not fit; carries a code of the specification and the place."""

    def __init__(self, code: str, place: str = "") -> None:
        """Keep the code and the name of the field, or the digest of a piece."""
        super().__init__(code, place)
        self.code = code
        self.place = place


class KeyUsed(OrganisationError):
    """The idempotency key stands for another header."""


class EnvelopeKnown(OrganisationError):
    """The envelope's id was sent under another key."""


class MailboxTaken(OrganisationError):
    """Something else lies under this look-up id."""
