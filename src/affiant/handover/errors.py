"""What is refused about organisations and what they hand over."""

from uuid import UUID

from affiant.core.errors import AffiantError


class HandoverError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class NameTaken(HandoverError):
    """Another organisation has this name."""


class IdTaken(HandoverError):
    """Another organisation has this id."""


class IdMalformed(HandoverError):
    """It is not an id: 32 lower-case hexadecimal digits."""


class NameMissing(HandoverError):
    """An organisation has a name."""


class NoSuchOrganisation(HandoverError):
    """No open organisation has this id."""


class NoSuchHandover(HandoverError):
    """Nothing was handed over under this id."""


class Empty(HandoverError):
    """The file has no bytes."""


class HandedBefore(HandoverError):
    """The same file of the same organisation is there already; carries its id."""

    def __init__(self, handover_id: UUID) -> None:
        """Keep the id of the one that is there."""
        super().__init__(str(handover_id))
        self.handover_id = handover_id


class MayNotFollow(HandoverError):
    """Somebody has decided about it already; carries the stage that it is in."""

    def __init__(self, stage: str) -> None:
        """Keep the stage."""
        super().__init__(stage)
        self.stage = stage


class LinesWrong(HandoverError):
    """Some lines are wrong, and it was not said to leave them out; carries how many."""

    def __init__(self, wrong: int) -> None:
        """Keep the number."""
        super().__init__(wrong)
        self.wrong = wrong


class NothingToTake(HandoverError):
    """No line can be taken."""


class ReasonMissing(HandoverError):
    """The act asks for a reason, and none was given."""


class Damaged(HandoverError):
    """A sealed part of what was handed over is not what was received; carries the number of the part."""


class WordsMissing(HandoverError):
    """It does not say how somebody came to know it."""
