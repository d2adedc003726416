"""An officer's sessions: ending them all, in whichever browsers they are open."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter


@transaction.atomic
def end(*, officer: Officer, by: Officer, at: datetime) -> None:
    """End every session of an officer, as when a device was lost.

    Raises:
        NotPermitted: `by` may not manage officers.
    """
    check_may(by, Permission.MANAGE_OFFICERS)
    for session in UserSession.objects.filter(user=officer):
        session.end()
    enter(Entry(kind=Kind.ALTERATION, act="officer.sessions_ended", about=str(officer.pk), by=by.actor, at=at))
