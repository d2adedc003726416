"""What triage refuses."""

from uuid import UUID

from affiant.core.errors import AffiantError


class TriageError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class CannotTakeOn(TriageError):
    """The officer named may not decide on referrals, is no longer active, or may not see this one."""


class NothingChanges(TriageError):
    """The referral is already where the act would bring it."""


class ReasonMissing(TriageError):
    """A decision has a reason; none was given."""


class AddresseeMissing(TriageError):
    """Who shares or refers says to whom."""


class WatchMissing(TriageError):
    """A suspended referral has a trigger and a day of review after the decision; one is missing."""


class LawyerNotHeard(TriageError):
    """Nobody has asked the lawyer about immunity yet, or the answer has not come."""


class NoSuchDecision(TriageError):
    """No decision has this id, or none waits for a second officer."""


class OwnDecision(TriageError):
    """Who decided cannot be the second officer."""


class Recused(TriageError):
    """The referral is closed to the officer: they stepped back from it, or it is restricted and they are no member."""


class AlreadyRecused(TriageError):
    """The officer has stepped back already."""


class NotRecused(TriageError):
    """The officer has not stepped back from this referral, so nothing can be lifted."""


class OwnRecusal(TriageError):
    """Nobody lifts the recusal of themselves."""


class NoSuchQuestion(TriageError):
    """The checklist has no question of this id."""


class HowMissing(TriageError):
    """Who answers "unknown" says how to find out."""

    def __init__(self, question: str) -> None:
        """Keep the question's id."""
        super().__init__(question)
        self.question = question


class AnsweredMeanwhile(TriageError):
    """Others have answered these questions since the page was loaded; nothing of it was overwritten."""

    def __init__(self, questions: tuple[str, ...]) -> None:
        """Keep the questions' ids."""
        super().__init__(*questions)
        self.questions = questions


class PassageNotThere(TriageError):
    """The words given do not stand in the account, word for word."""


class NoSuchEvidence(TriageError):
    """The referral has no such exhibit or submission."""


class NoSuchTask(TriageError):
    """No task for a lawyer has this id, or it is closed already."""

    def __init__(self, task_id: UUID) -> None:
        """Keep the id."""
        super().__init__(str(task_id))


class ScopedMeanwhile(TriageError):
    """Somebody did something to the referral, on which the decision may depend, since the page was loaded."""


class NotBeingScoped(TriageError):
    """The checklist is answered while a referral is open: somebody has it, and no decision has ended the work."""

    def __init__(self, stage: str) -> None:
        """Keep the stage that it is in."""
        super().__init__(stage)
        self.stage = stage


class NoSuchOffence(TriageError):
    """The taxonomy has no offence of this article."""


class NoSuchCandidate(TriageError):
    """No candidate offence has this id, or it was dropped."""


class AlreadyCandidate(TriageError):
    """The offence is a candidate of this referral already."""


class NoSuchElement(TriageError):
    """The offence has no element of this number."""


class PassageMissing(TriageError):
    """A coding rests on words of the account or on an exhibit; nothing was named."""


class NoSuchIncident(TriageError):
    """No incident of this referral has this id, or a newer coding follows it already."""


class AlreadyRestricted(TriageError):
    """Only members see the referral already."""


class NotRestricted(TriageError):
    """The referral is not restricted, so nothing can be lifted or taken over."""


class AlreadyMember(TriageError):
    """The officer is a member already."""


class NotMember(TriageError):
    """The officer is no member, so no membership can be ended."""


class LastSupervisor(TriageError):
    """Nobody would be left who may say who sees the restricted referral."""


class LookedAfter(TriageError):
    """A supervisor is a member of the restricted referral: they say who sees it, nobody takes it over."""
