"""Saying that a message of the person needs no answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.correspondence.services.holding import check_writes
from affiant.ground.accounts.models import Officer
from affiant.ground.entering import enter
from affiant.referrals import services as referrals


@transaction.atomic
def let_be(*, referral_id: UUID, by: Officer, at: datetime) -> bool:
    """Take what the person wrote off the list of what waits for an answer; return whether it stood there.

    Raises:
        NotPermitted, Recused: the officer may not write to this reporter.
    """
    check_writes(referral_id, by)
    if not referrals.answered(referral_id=referral_id):
        return False
    enter(Entry(kind=Kind.DECISION, act="message.let_be", about=str(referral_id), by=by.actor, at=at))
    return True
