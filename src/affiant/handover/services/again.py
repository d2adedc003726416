"""What kept a worker from a handed-over file, and asking for another one at once."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.handover.errors import Damaged, MayNotFollow, NoSuchHandover
from affiant.handover.models import Handover
from affiant.handover.stages import IN_WORK, Hindrance
from affiant.referrals.errors import IdentityAway

_KNOWN: Final = {IdentityAway: Hindrance.NAMES_LOCKED, Damaged: Hindrance.DAMAGED}


def hinder(*, handover_id: UUID, by: Exception) -> None:
    """Note what kept a worker from the end of its work; the courier asks for another one after a while."""
    found = next((one for kind, one in _KNOWN.items() if isinstance(by, kind)), Hindrance.UNEXPECTED)
    Handover.objects.filter(pk=handover_id, stage__in=IN_WORK).update(hindrance=found)


@transaction.atomic
def try_again(*, handover_id: UUID, by: Officer, at: datetime) -> None:
    """Have the courier ask for a worker at once, after something kept the last one from its end.

    Raises:
        NotPermitted: the officer may not.
        NoSuchHandover: there is none of this id.
        MayNotFollow: nothing keeps a worker from it.
    """
    check_may(by, Permission.IMPORT)
    handover = Handover.objects.select_for_update().filter(pk=handover_id).first()
    if handover is None:
        raise NoSuchHandover
    if handover.stage not in IN_WORK or not handover.hindrance:
        raise MayNotFollow(handover.stage)
    facts: dict[str, Fact] = {"hindrance": handover.hindrance}
    handover.queued_at, handover.hindrance = None, ""
    handover.save(update_fields=["queued_at", "hindrance"])
    about = str(handover_id)
    enter(Entry(kind=Kind.ALTERATION, act="handover.tried_again", about=about, by=by.actor, at=at, facts=facts))
