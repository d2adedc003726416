"""All that officers wrote in scoping, classifying and deciding, many referrals at a time: what search reads.

Why somebody stepped back, or why a referral is restricted, is not in it: few may read that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from affiant.ground.standing import Row, StandingQuestion
from affiant.referrals.passages import Passage
from affiant.triage import told
from affiant.triage.models import (
    Answer,
    Candidate,
    Decision,
    ElementView,
    Incident,
    JurisdictionNote,
    LawyerTask,
    SecondOpinion,
)


class Part(StrEnum):
    """What a passage is a part of."""

    DECISION = "decision"
    CHECKLIST = "checklist"
    LAWYER = "lawyer"
    JURISDICTION = "jurisdiction"
    OFFENCE = "offence"
    INCIDENT = "incident"


def written_in(referral_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Passage]]:
    """Return what stands written about these referrals; eight queries for at most referrals.passages.AT_ONCE."""
    return _gathered(lambda question: question.of(referral_ids))


def written_between(first: UUID, last: UUID) -> Mapping[UUID, Sequence[Passage]]:
    """Return what stands written about the referrals whose ids stand from the first to the last; eight queries."""
    return _gathered(lambda question: question.between(first, last))


def _gathered(ask: Callable[[StandingQuestion], Iterable[Row]]) -> Mapping[UUID, Sequence[Passage]]:
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for part, question in _QUESTIONS:
        for referral_id, *texts in ask(question):
            if part is Part.JURISDICTION:
                texts[0] = told.decode(texts[0].encode()).suspect
            if any(texts):
                found[referral_id].append(Passage(part, "\n".join(filter(None, texts))))
    return found


def _each(rows: QuerySet[Any], order: str, *columns: str, of: str = "referral_id") -> StandingQuestion:
    return StandingQuestion(of, lambda which: rows.filter(which).order_by(order).values_list(of, *columns))


_NOW: Final = Q(followed_by__isnull=True)
_QUESTIONS: Final = (
    (Part.DECISION, _each(Decision.objects.all(), "number", "reason", "addressee", "trigger")),
    (Part.DECISION, _each(SecondOpinion.objects.all(), "at", "words", of="decision__referral_id")),
    (Part.CHECKLIST, _each(Answer.objects.filter(_NOW), "question", "words", "how")),
    (Part.LAWYER, _each(LawyerTask.objects.all(), "opened_at", "adviser", "advice")),
    (Part.JURISDICTION, _each(JurisdictionNote.objects.all(), "at", "known", "view")),
    (Part.OFFENCE, _each(Candidate.objects.all(), "at", "article", "grounds", "dropped_why")),
    (Part.OFFENCE, _each(ElementView.objects.filter(_NOW), "pk", "words", of="candidate__referral_id")),
    (Part.INCIDENT, _each(Incident.objects.filter(_NOW), "at", "what", "place", "when_said", "who", "did", "whom")),
)
