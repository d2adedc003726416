"""What an officer had in hand goes back to the queue, where others see it."""

from datetime import datetime
from uuid import UUID

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.referrals import hands
from affiant.referrals import services as referrals


def of_referral(referral_id: UUID, officer_id: UUID) -> dict[str, Fact]:
    """Take a referral and its open tasks out of an officer's hands; return what the caller's entry says of it."""
    had_it = referrals.let_go(referral_id=referral_id, officer_id=officer_id)
    tasks = referrals.loosen(referral_id=referral_id, officer_id=officer_id)
    return {"let_go": had_it, "officer": f"officer:{officer_id}", "tasks": [str(each) for each in tasks]}


def everything(*, officer_id: UUID, by: Officer, at: datetime) -> list[Entry]:
    """Take every referral and every open task out of an officer's hands; return what the ledger is to be told.

    The caller enters it as the last writes of its transaction.
    """
    return [
        Entry(
            kind=Kind.ALTERATION,
            act="referral.handed_back",
            about=str(referral_id),
            by=by.actor,
            at=at,
            facts=of_referral(referral_id, officer_id),
        )
        for referral_id in hands.held_by(officer_id)
    ]
