"""Deciding about a referral."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import services as referrals
from affiant.triage.errors import ReasonMissing
from affiant.triage.models import Decision
from affiant.triage.stages import LEADS_TO, Outcome, Stage


@transaction.atomic
def decide(
    *, referral_id: UUID, outcome: Outcome, reason: str, by: Officer, at: datetime, expected_stage: Stage | None = None
) -> UUID:
    """Decide about a referral that somebody has taken on; return the decision's id (R1).

    The reason is kept with the decision and stands in the ledger as a salted commitment.

    Raises:
        NotPermitted: the officer may not decide.
        ReasonMissing: no reason was given.
        NoSuchReferral: no referral has this id.
        StalePage: it is no longer in `expected_stage`.
        MayNotFollow: the outcome may not follow the stage that it is in.
    """
    check_may(by, Permission.DECIDE)
    words = reason.replace("\0", "").strip()
    if not words:
        raise ReasonMissing
    left = referrals.advance(referral_id=referral_id, to=LEADS_TO[outcome], expected=expected_stage)
    decision = Decision.objects.create(referral_id=referral_id, outcome=outcome, reason=words, by=by, at=at)
    entry = Entry(
        kind=Kind.DECISION,
        act="referral.decided",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"decision": str(decision.pk), "outcome": outcome.value, "from": left.value},
    )
    enter(entry, reason=words.encode())
    return decision.pk
