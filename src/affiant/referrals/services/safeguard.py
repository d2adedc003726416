"""Safeguarding: an officer says that flags were seen, and what was done about them (R16)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals.errors import NoFlagsWait, NoSuchReferral, ReasonMissing
from affiant.referrals.kinds import Flag
from affiant.referrals.models import Referral, Safeguarding


@transaction.atomic
def acknowledge(*, referral_id: UUID, done: str, by: Officer, at: datetime) -> None:
    """Enter that the referral's flags were seen and what was done; later flags are raised anew.

    The words are kept with the act and stand in the ledger as a salted commitment.

    Raises:
        NotPermitted: the officer may not.
        ReasonMissing: nothing says what was done.
        NoSuchReferral: no referral has this id.
        NoFlagsWait: somebody else has acknowledged them, or there are none.
    """
    check_may(by, Permission.SAFEGUARD)
    words = tidied(done)
    if not words:
        raise ReasonMissing
    referral = Referral.objects.select_for_update().filter(pk=referral_id).first()
    if referral is None:
        raise NoSuchReferral(str(referral_id))
    if referral.flags_raised_at is None:
        raise NoFlagsWait
    Safeguarding.objects.create(referral=referral, raised_at=referral.flags_raised_at, done=words, by=by, at=at)
    referral.flags_raised_at = None
    referral.save(update_fields=["flags_raised_at"])
    up = [flag.value for flag in Flag if getattr(referral, flag.value)]
    entry = Entry(
        kind=Kind.DECISION,
        act="referral.flags_acknowledged",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"flags": sorted(up)},
    )
    enter(entry, done=words.encode())
