"""What correspondence refuses."""

from affiant.core.errors import AffiantError


class CorrespondenceError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class NoSuchDraft(CorrespondenceError):
    """The referral has no draft of this id."""


class StaleDraft(CorrespondenceError):
    """The draft has changed since the page was loaded, or has moved on; carries the version that stands."""

    def __init__(self, version: int) -> None:
        """Keep the version."""
        super().__init__(version)
        self.version = version


class MayNotFollow(CorrespondenceError):
    """The step asked for may not follow the stage that the draft is in."""

    def __init__(self, stage: str, wanted: str) -> None:
        """Keep both stages."""
        super().__init__(stage, wanted)
        self.stage = stage
        self.wanted = wanted


class OwnDraft(CorrespondenceError):
    """Whoever wrote a message is not its second officer."""


class NotOwnDraft(CorrespondenceError):
    """Only its author changes a draft."""


class AuthorStillWrites(CorrespondenceError):
    """The draft's author can go on with it."""


class ReturnedByYou(CorrespondenceError):
    """Whoever returned a draft does not become its author."""


class LeftToFill(CorrespondenceError):
    """A place of the template is still to be filled in."""


class ReasonMissing(CorrespondenceError):
    """The act asks for words, and none were given."""


class FileRefused(CorrespondenceError):
    """A file cannot go to a reporter; `why` is "empty", "large", "many" or "kind"."""

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why


class NoSuchFile(CorrespondenceError):
    """The draft, or the message, has no such file."""


class NoSuchQuestion(CorrespondenceError):
    """Nothing that still waits for an answer has this id."""


class NotYet(CorrespondenceError):
    """The attempt lies in the future."""


class PartnerMissing(CorrespondenceError):
    """An attempt through somebody else names whom."""


class GroundMissing(CorrespondenceError):
    """The person does not wish to be contacted, or the safe hours were not kept to: the attempt needs its ground."""
