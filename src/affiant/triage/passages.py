"""What an answer or a coding rests on: an exhibit, or words that stand in a submission of the same referral."""

from dataclasses import dataclass, field
from uuid import UUID

from affiant.evidence import selectors as evidence
from affiant.referrals import selectors as referrals
from affiant.triage.errors import NoSuchEvidence, PassageNotThere


@dataclass(frozen=True, slots=True)
class Rest:
    """One thing that something rests on: `exhibit`, or `submission` with the words."""

    exhibit: UUID | None = None
    submission: UUID | None = None
    passage: str = field(default="", repr=False)


def check_rest(referral_id: UUID, rest: Rest) -> None:
    """Return if the referral holds what is named, and the words stand there as they are given.

    Raises:
        NoSuchEvidence: the referral has no such exhibit or submission.
        PassageNotThere: the words do not stand in the submission, word for word.
    """
    if rest.exhibit is not None:
        if rest.exhibit not in {exhibit.id for exhibit in evidence.exhibits_of(referral_id)}:
            raise NoSuchEvidence(str(rest.exhibit))
        return
    found = [one for one in referrals.submissions_of(referral_id) if one.id == rest.submission]
    if not found:
        raise NoSuchEvidence(str(rest.submission))
    given = [answer.answer for answer in found[0].document.answers]
    texts = [text for one in given for text in ([one] if isinstance(one, str) else one)]
    if not rest.passage.strip() or not any(stands_in(rest.passage, text) for text in texts):
        raise PassageNotThere


def stands_in(passage: str, text: str) -> bool:
    """Answer whether the passage is part of the text; how lines are broken and spaced makes no difference."""
    return " ".join(passage.split()) in " ".join(text.split())
