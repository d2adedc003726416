"""What officers wrote of reaching a reporter, many referrals at a time: what search reads.

Through whom somebody was reached is not in it: who stands between the person and the team may be named there.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final
from uuid import UUID

from affiant.correspondence.models import Attempt, Question
from affiant.referrals.passages import Ask, Passage, Texts, gathered, texts_of


class Part(StrEnum):
    """What a passage is a part of."""

    ASKED = "asked"  # what a message asked back, in short
    ATTEMPT = "attempt"  # to reach somebody outside the mailbox


def written_in(referral_ids: Sequence[UUID]) -> Texts:
    """Return what stands written about these referrals; two queries for at most referrals.passages.AT_ONCE."""
    return gathered(_passages(lambda question: question.of(referral_ids)))


def written_between(first: UUID, last: UUID) -> Texts:
    """Return what stands written about the referrals whose ids stand from the first to the last; two queries."""
    return gathered(_passages(lambda question: question.between(first, last)))


def _passages(ask: Ask) -> Iterator[tuple[UUID, Passage]]:
    for part, question in _QUESTIONS:
        for referral_id, *texts in ask(question):
            yield referral_id, Passage(part, "\n".join(filter(None, texts)))


_QUESTIONS: Final = (
    (Part.ASKED, texts_of(Question.objects.all(), "at", "what")),
    (Part.ATTEMPT, texts_of(Attempt.objects.all(), "at", "said", "ground")),
)
