"""All that officers wrote in scoping, classifying and deciding, many referrals at a time: what search reads.

Why somebody stepped back, or why a referral is restricted, is not in it: few may read that.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q

from affiant.referrals.passages import Ask, Passage, Texts, gathered, texts_of
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


def written_in(referral_ids: Sequence[UUID]) -> Texts:
    """Return what stands written about these referrals; eight queries for at most referrals.passages.AT_ONCE."""
    return gathered(_passages(lambda question: question.of(referral_ids)))


def written_between(first: UUID, last: UUID) -> Texts:
    """Return what stands written about the referrals whose ids stand from the first to the last; eight queries."""
    return gathered(_passages(lambda question: question.between(first, last)))


def _passages(ask: Ask) -> Iterator[tuple[UUID, Passage]]:
    for part, question in _QUESTIONS:
        for referral_id, *texts in ask(question):
            if part is Part.JURISDICTION:
                texts[0] = told.decode(texts[0].encode()).suspect
            yield referral_id, Passage(part, "\n".join(filter(None, texts)))


_NOW: Final = Q(followed_by__isnull=True)
_QUESTIONS: Final = (
    (Part.DECISION, texts_of(Decision.objects.all(), "number", "reason", "addressee", "trigger")),
    (Part.DECISION, texts_of(SecondOpinion.objects.all(), "at", "words", of="decision__referral_id")),
    (Part.CHECKLIST, texts_of(Answer.objects.filter(_NOW), "question", "words", "how")),
    (Part.LAWYER, texts_of(LawyerTask.objects.all(), "opened_at", "adviser", "advice")),
    (Part.JURISDICTION, texts_of(JurisdictionNote.objects.all(), "at", "known", "view")),
    (Part.OFFENCE, texts_of(Candidate.objects.all(), "at", "article", "grounds", "dropped_why")),
    (Part.OFFENCE, texts_of(ElementView.objects.filter(_NOW), "pk", "words", of="candidate__referral_id")),
    (Part.INCIDENT, texts_of(Incident.objects.filter(_NOW), "at", "what", "place", "when_said", "who", "did", "whom")),
)
