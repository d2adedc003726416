"""Keeping what the jurisdiction aid was told, and what the officer makes of its answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.law import acts
from affiant.referrals import services as referrals
from affiant.triage import selectors, told
from affiant.triage.models import JurisdictionNote
from affiant.triage.told import Told


@transaction.atomic
def note_jurisdiction(*, referral_id: UUID, told_aid: Told, view: str, by: Officer, at: datetime) -> UUID:
    """Keep what is known about one suspect, with the version of the rules and the officer's own view.

    Raises:
        NotPermitted: the officer may not scope.
        Recused: the referral is closed to this officer.
        NoSuchReferral: no referral has this id.
    """
    check_may(by, Permission.SCOPE)
    selectors.check_open_to(referral_id, by.pk)
    referrals.hold(referral_id=referral_id)
    words = tidied(view)
    known = told.encode(told_aid)
    note = JurisdictionNote.objects.create(
        referral_id=referral_id, law=acts.VERSION, known=known.decode(), view=words, by=by, at=at
    )
    entry = Entry(
        kind=Kind.ALTERATION,
        act="referral.jurisdiction_noted",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"law": acts.VERSION, "note": str(note.pk)},
    )
    enter(entry, known=known, view=words.encode())
    return note.pk
