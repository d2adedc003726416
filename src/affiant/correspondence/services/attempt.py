"""Keeping what came of trying to reach a reporter outside the mailbox."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.correspondence.errors import GroundMissing, NotYet, PartnerMissing
from affiant.correspondence.models import Attempt
from affiant.correspondence.services.holding import check_writes
from affiant.correspondence.stages import Outcome, SafeHours, Way
from affiant.ground.accounts.models import Officer
from affiant.ground.entering import enter
from affiant.referrals import selectors as referrals


@dataclass(frozen=True, slots=True)
class Tried:
    """How and when somebody was tried to be reached, and what came of it."""

    way: Way
    outcome: Outcome
    tried_at: datetime
    safe_hours: SafeHours
    through: str = field(default="", repr=False)
    said: str = field(default="", repr=False)
    ground: str = field(default="", repr=False)


@transaction.atomic
def record_attempt(*, referral_id: UUID, tried: Tried, by: Officer, at: datetime) -> UUID:
    """Keep an attempt; what was said stands in the ledger as a salted commitment. Return its id.

    Raises:
        NotPermitted, Recused: the officer may not write to this reporter.
        NoSuchReferral: no referral has this id.
        NotYet: it lies in the future.
        PartnerMissing: it went through somebody, and nobody is named.
        GroundMissing: it went against what the person wished, and does not say why.
    """
    check_writes(referral_id, by)
    wish = referrals.wishes_of(referrals.referral(referral_id).id).contact
    attempt = Attempt(
        referral_id=referral_id,
        way=tried.way,
        outcome=tried.outcome,
        through=tidied(tried.through),
        said=tidied(tried.said),
        safe_hours=tried.safe_hours,
        contact_wish=wish,
        ground=tidied(tried.ground),
        tried_at=tried.tried_at,
        by=by,
        at=at,
    )
    _check(attempt)
    attempt.save(force_insert=True)
    _enter(attempt, by, at)
    return attempt.pk


def _check(attempt: Attempt) -> None:
    if attempt.tried_at > attempt.at:
        raise NotYet
    if attempt.way == Way.PARTNER and not attempt.through:
        raise PartnerMissing
    if (attempt.contact_wish == "no" or attempt.safe_hours == SafeHours.NOT_READ) and not attempt.ground:
        raise GroundMissing


def _enter(attempt: Attempt, by: Officer, at: datetime) -> None:
    facts: dict[str, Fact] = {
        "attempt": str(attempt.pk),
        "outcome": str(attempt.outcome),
        "safe_hours": str(attempt.safe_hours),
        "way": str(attempt.way),
        "wish": attempt.contact_wish,
    }
    entry = Entry(
        kind=Kind.ALTERATION,
        act="contact.attempted",
        about=str(attempt.referral_id),
        by=by.actor,
        at=at,
        facts=facts,
    )
    words = {"ground": attempt.ground, "said": attempt.said, "through": attempt.through}
    enter(entry, **{name: text.encode() for name, text in words.items() if text})
