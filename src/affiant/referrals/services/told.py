"""Telling a reporter, unasked, where their report stands and to whom it went: letters that the public face words."""

import os
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.referrals.kinds import SHOWN, Route, What
from affiant.referrals.models import Letter, Referral
from affiant.referrals.services.post import post_after_commit
from affiant.referrals.stages import LetterKind, Stage

LONGEST_NAME: Final = 200


def tell_state(*, referral: Referral, at: datetime) -> None:
    """Owe a letter about the referral's stage, if it changes what its reporter is told; the caller holds the row."""
    state = SHOWN[Stage(referral.stage)]
    if state == referral.told:
        return
    referral.told = state
    referral.save(update_fields=["told"])
    if _has_reader(referral):
        _owe(Letter(referral=referral, kind=LetterKind.STATUS, state=state, written_at=at))


@transaction.atomic
def tell_shared(*, referral_id: UUID, to: str, what: What, at: datetime) -> None:
    """Owe a letter that says to whom the report went and what of it; the caller has entered the transfer."""
    referral = Referral.objects.get(pk=referral_id)
    if not _has_reader(referral):
        return
    _owe(
        Letter(
            referral=referral,
            kind=LetterKind.SHARED,
            shared_to=to[:LONGEST_NAME],
            shared_on=at.date(),
            shared_what=what,
            written_at=at,
        )
    )


def _has_reader(referral: Referral) -> bool:
    """Answer whether somebody holds the mailbox's key: nobody does of what an organisation handed over as a table."""
    return referral.route != Route.IMPORT


def _owe(letter: Letter) -> None:
    letter.id = os.urandom(16).hex()
    letter.save(force_insert=True)
    post_after_commit(letter_id=letter.pk, at=letter.written_at)
