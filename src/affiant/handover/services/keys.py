"""The keys of handed-over files: thrown away, so that nobody opens a file again, or closed to a new identity key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.sealing.unseal import Identity
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.handover import own_key
from affiant.handover.errors import MayNotFollow, NoSuchHandover, ReasonMissing
from affiant.handover.models import Handover
from affiant.handover.stages import Stage
from affiant.referrals import identity
from affiant.referrals.services.closing import wrap

DONE: Final = frozenset({Stage.TAKEN, Stage.DECLINED})


@transaction.atomic
def erase(*, handover_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Throw a file's key away once it is decided about: nobody opens it again. The sealed bytes and digests stay.

    Raises:
        NotPermitted: the officer may not erase.
        NoSuchHandover: there is none of this id.
        ReasonMissing: no reason was given.
        MayNotFollow: it is not decided about yet, or was erased before.
    """
    check_may(by, Permission.ERASE_CONTACT)
    handover = Handover.objects.select_for_update().filter(pk=handover_id).first()
    if handover is None:
        raise NoSuchHandover
    words = tidied(reason)
    if not words:
        raise ReasonMissing
    if handover.stage not in DONE or handover.key_thrown_away_at is not None:
        raise MayNotFollow(handover.stage)
    handover.key_wrapped, handover.key_thrown_away_at = "", at
    handover.save(update_fields=["key_wrapped", "key_thrown_away_at"])
    about = str(handover_id)
    entry = Entry(kind=Kind.ERASURE, act="handover.erased", about=about, by=by.actor, at=at)
    enter(entry, reason=words.encode())


@transaction.atomic
def renew_keys(*, more: Sequence[Identity] = ()) -> int:
    """Close every file's key to the newest identity key; return how many were closed to another one.

    Raises:
        IdentityAway: this process does not hold the identity key.
        Damaged: a file's key opens with none of those that are here.
    """
    older = list(_of_others().select_for_update())
    for handover in older:
        handover.key_wrapped, handover.key_closed_to = wrap(own_key.opened(handover.key_wrapped, more=more))
        handover.save(update_fields=["key_wrapped", "key_closed_to"])
    return len(older)


def of_older_keys() -> int:
    """Return how many files' keys are closed to another identity key than the newest."""
    return _of_others().count()


def _of_others() -> QuerySet[Handover]:
    standing = Handover.objects.filter(key_thrown_away_at__isnull=True)
    return standing.exclude(key_closed_to=identity.recipient().fingerprint)
