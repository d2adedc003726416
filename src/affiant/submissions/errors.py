"""What submissions refuse; every error carries facts and no word of a witness."""

from datetime import date

from affiant.core.errors import AffiantError


class SubmissionError(AffiantError):
    """Base of the refusals of submissions; never raised itself."""


class NoSuchDraft(SubmissionError):
    """No draft lies under this return code."""


class DraftExpired(NoSuchDraft):
    """A draft lay under this return code, and was deleted because nobody came back to it for too long."""

    def __init__(self, on: date) -> None:
        """Say on which day."""
        super().__init__(on)
        self.on = on


class AlreadySent(SubmissionError):
    """The report has been sent: its answers are no longer here and cannot be changed."""


class Withdrawn(SubmissionError):
    """The report was withdrawn: there are no wishes to change any more."""


class NotSentYet(SubmissionError):
    """A message or a receipt was asked for before the report was sent."""


class StillUploading(SubmissionError):
    """A file has not arrived whole: it is to be finished or removed before sending."""

    def __init__(self, upload_ids: tuple[str, ...]) -> None:
        """Say which uploads are not whole."""
        super().__init__(*upload_ids)
        self.upload_ids = upload_ids


class LookupTaken(SubmissionError):
    """Something else lies under a mailbox's look-up id."""


class UploadGone(SubmissionError):
    """The upload is not there, or no longer."""


class UploadBusy(SubmissionError):
    """Another request is writing this upload at the moment."""


class OffsetConflict(SubmissionError):
    """The bytes do not follow the last byte that is stored."""

    def __init__(self, offset: int) -> None:
        """Say where the upload stands."""
        super().__init__(offset)
        self.offset = offset


class ArrivedOtherwise(SubmissionError):
    """What arrived is not what its sender's digest says: a fault on the way, or a file that changed meanwhile."""


class LengthConflict(SubmissionError):
    """Another length was said before, or more bytes have arrived than are said now."""


class TooLarge(SubmissionError):
    """More bytes than the draft's budget, or than the upload said that it would have."""

    def __init__(self, limit: int) -> None:
        """Say how many bytes there may be."""
        super().__init__(limit)
        self.limit = limit


class DiskFull(SubmissionError):
    """The service has no room left: what is stored is safe, nothing more can be taken now."""


class RecordDamaged(SubmissionError):
    """A row does not open under the draft's key, or is not where it was written."""


class FileNotThere(SubmissionError):
    """A file that a letter names is missing from the mailbox, or is not the one that the team signed."""
