"""What the spool refuses."""

from affiant.core.errors import AffiantError


class SpoolError(AffiantError):
    """Base of the spool's refusals; never raised itself."""


class MalformedName(SpoolError):
    """An id or a file name is not one that the spool knows: nothing is looked up under it."""


class NoSuchEnvelope(SpoolError):
    """The inbox holds no envelope of that id, or the envelope no file of that name."""


class NoSuchLetter(SpoolError):
    """The outbox holds no letter, or no file beside a letter, of that id for that mailbox."""
