"""What an officer had in hand goes back to the queue, where others see it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.referrals import hands
from affiant.referrals import services as referrals


def everything(*, officer_id: UUID, by: Officer, at: datetime) -> list[Entry]:
    """Take every referral and every open task out of an officer's hands; return what the ledger is to be told.

    The caller enters it as the last writes of its transaction.
    """
    return these(hands.held_by(officer_id), officer_id=officer_id, by=by, at=at)


def these(referral_ids: Iterable[UUID], *, officer_id: UUID, by: Officer, at: datetime) -> list[Entry]:
    """Take these referrals and their open tasks out of an officer's hands; return what the ledger is to be told."""
    let_go = [_let_go(referral_id, officer_id, by, at) for referral_id in referral_ids]
    return [entry for entry in let_go if entry is not None]


def _let_go(referral_id: UUID, officer_id: UUID, by: Officer, at: datetime) -> Entry | None:
    had_it = referrals.let_go(referral_id=referral_id, officer_id=officer_id)
    tasks = [str(each) for each in referrals.loosen(referral_id=referral_id, officer_id=officer_id)]
    if not (had_it or tasks):
        return None
    facts: dict[str, Fact] = {"officer": f"officer:{officer_id}", "let_go": had_it, "tasks": tasks}
    return Entry(
        kind=Kind.ALTERATION, act="referral.handed_back", about=str(referral_id), by=by.actor, at=at, facts=facts
    )
