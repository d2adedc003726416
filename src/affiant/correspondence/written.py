"""What officers wrote of reaching a reporter, many referrals at a time: what search reads.

Through whom somebody was reached is not in it: who stands between the person and the team may be named there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from affiant.correspondence.models import Attempt, Question
from affiant.ground.standing import Row, StandingQuestion
from affiant.referrals.passages import Passage


class Part(StrEnum):
    """What a passage is a part of."""

    ASKED = "asked"  # what a message asked back, in short
    ATTEMPT = "attempt"  # to reach somebody outside the mailbox


def written_in(referral_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Passage]]:
    """Return what stands written about these referrals; two queries for at most referrals.passages.AT_ONCE."""
    return _gathered(lambda question: question.of(referral_ids))


def written_between(first: UUID, last: UUID) -> Mapping[UUID, Sequence[Passage]]:
    """Return what stands written about the referrals whose ids stand from the first to the last; two queries."""
    return _gathered(lambda question: question.between(first, last))


def _gathered(ask: Callable[[StandingQuestion], Iterable[Row]]) -> Mapping[UUID, Sequence[Passage]]:
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for part, question in _QUESTIONS:
        for referral_id, *texts in ask(question):
            if any(texts):
                found[referral_id].append(Passage(part, "\n".join(filter(None, texts))))
    return found


def _each(rows: QuerySet[Any], *columns: str) -> StandingQuestion:
    return StandingQuestion(
        "referral_id", lambda which: rows.filter(which).order_by("at").values_list("referral_id", *columns)
    )


_QUESTIONS: Final = (
    (Part.ASKED, _each(Question.objects.all(), "what")),
    (Part.ATTEMPT, _each(Attempt.objects.all(), "said", "ground")),
)
