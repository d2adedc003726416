"""Moving a referral from stage to stage; the act that moves it enters itself in the ledger."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from affiant.referrals.deadlines import TO_DECIDE, due_at
from affiant.referrals.errors import MayNotFollow, NoSuchReferral, StalePage
from affiant.referrals.models import Referral
from affiant.referrals.services.told import tell_state
from affiant.referrals.stages import MAY_FOLLOW, Stage


@transaction.atomic
def advance(
    *, referral_id: UUID, to: Stage, at: datetime, expected: Stage | None = None, review_on: date | None = None
) -> Stage:
    """Bring a referral to a stage, under its row's lock; return the stage that it left. Its reporter is told.

    `review_on` is the day on which a suspended one is looked at again; every other stage has none.

    The caller writes the ledger's entry in the same transaction.

    Raises:
        NoSuchReferral: no referral has this id.
        StalePage: it is no longer in the stage that the caller saw.
        MayNotFollow: the table of steps does not have this one.
    """
    referral = _locked(referral_id, expected)
    left = Stage(referral.stage)
    if to not in MAY_FOLLOW[left]:
        raise MayNotFollow(left, to)
    referral.stage, referral.review_on, referral.stirred_at = to, review_on, None
    if not (referral.due_at and left in TO_DECIDE and to in TO_DECIDE):
        _start_clock(referral, at)
    referral.save(update_fields=["stage", "due_at", "clock_began_at", "review_on", "stirred_at"])
    tell_state(referral=referral, at=at)
    return left


@transaction.atomic
def hand_to(*, referral_id: UUID, officer_id: UUID, at: datetime, expected: Stage | None = None) -> UUID | None:
    """Let an officer have the referral, and take it on if nobody had; return who had it before.

    The caller writes the ledger's entry in the same transaction.

    Raises:
        NoSuchReferral: no referral has this id.
        StalePage: it is no longer in the stage that the caller saw.
    """
    referral = _locked(referral_id, expected)
    before = referral.assigned_to_id
    if Stage(referral.stage) is Stage.RECEIVED:
        referral.stage = Stage.ASSIGNED
        _start_clock(referral, referral.received_at)
    referral.assigned_to_id = officer_id
    referral.save(update_fields=["stage", "assigned_to", "due_at", "clock_began_at"])
    tell_state(referral=referral, at=at)
    return before


@transaction.atomic
def let_go(*, referral_id: UUID, officer_id: UUID) -> bool:
    """Take the referral out of this officer's hands; return whether it was in them.

    The caller writes the ledger's entry in the same transaction.

    Raises:
        NoSuchReferral: no referral has this id.
    """
    referral = _locked(referral_id, None)
    if referral.assigned_to_id != officer_id:
        return False
    referral.assigned_to_id = None
    referral.save(update_fields=["assigned_to"])
    return True


def hold(*, referral_id: UUID) -> Stage:
    """Lock the referral's row until the transaction ends; return its stage.

    Raises:
        NoSuchReferral: no referral has this id.
    """
    return Stage(_locked(referral_id, None).stage)


def _start_clock(referral: Referral, at: datetime) -> None:
    """Let the clock of the referral's stage run from a moment; where no clock runs, none has begun."""
    referral.due_at = due_at(Stage(referral.stage), at)
    referral.clock_began_at = at if referral.due_at else None


def _locked(referral_id: UUID, expected: Stage | None) -> Referral:
    referral = Referral.objects.select_for_update().filter(pk=referral_id).first()
    if referral is None:
        raise NoSuchReferral(str(referral_id))
    if expected is not None and referral.stage != expected:
        raise StalePage(referral.stage)
    return referral
