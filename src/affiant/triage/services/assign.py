"""Giving a referral to an officer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.errors import NoSuchOfficer
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may, may
from affiant.ground.entering import enter
from affiant.referrals import services as referrals
from affiant.triage import selectors
from affiant.triage.errors import CannotTakeOn, NothingChanges
from affiant.triage.stages import Stage


@transaction.atomic
def assign(
    *, referral_id: UUID, officer_id: UUID, by: Officer, at: datetime, expected_stage: Stage | None = None
) -> None:
    """Let an officer work on a referral, be it the one who acts or another.

    Raises:
        NotPermitted: `by` may not assign.
        Recused: the referral is closed to `by`.
        NoSuchReferral: no referral has this id.
        StalePage: it is no longer in `expected_stage`.
        CannotTakeOn: the officer may not decide on referrals, is not active, does not exist, or may not see this one.
        NothingChanges: the officer has it already.
    """
    check_may(by, Permission.ASSIGN)
    selectors.check_open_to(referral_id, by.pk)
    before = referrals.hand_to(referral_id=referral_id, officer_id=officer_id, expected=expected_stage, at=at)
    _check_can_take_on(referral_id, officer_id)  # under the row's lock: nobody restricts it between the two
    if before == officer_id:
        raise NothingChanges
    entry = Entry(
        kind=Kind.ALTERATION,
        act="referral.assigned",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"to": f"officer:{officer_id}"},
    )
    enter(entry)


def _check_can_take_on(referral_id: UUID, officer_id: UUID) -> None:
    try:
        officer = accounts.get(officer_id)
    except NoSuchOfficer as refused:
        raise CannotTakeOn from refused
    if not may(officer, Permission.DECIDE) or selectors.is_closed_to(referral_id, officer_id):
        raise CannotTakeOn
