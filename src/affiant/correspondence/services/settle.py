"""Saying what became of something that the reporter was asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.correspondence.errors import NoSuchQuestion
from affiant.correspondence.models import Question
from affiant.correspondence.services.holding import check_writes
from affiant.correspondence.stages import Settled
from affiant.ground.accounts.models import Officer
from affiant.ground.entering import enter


@transaction.atomic
def settle(*, question_id: UUID, referral_id: UUID, how: Settled, by: Officer, at: datetime) -> None:
    """Say what became of something that was asked; it no longer waits.

    Raises:
        NotPermitted, Recused: the officer may not write to this reporter.
        NoSuchQuestion: nothing that waits has this id.
    """
    check_writes(referral_id, by)
    waiting = Question.objects.select_for_update().filter(pk=question_id, referral_id=referral_id, settled="")
    found = waiting.first()
    if found is None:
        raise NoSuchQuestion(str(question_id))
    found.settled, found.settled_by, found.settled_at = how, by, at
    found.save(update_fields=["settled", "settled_by", "settled_at"])
    facts: dict[str, Fact] = {"message": str(found.message_id), "settled": how.value}
    about = str(referral_id)
    enter(Entry(kind=Kind.ALTERATION, act="message.settled", about=about, by=by.actor, at=at, facts=facts))
