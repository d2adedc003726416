"""Deciding about a referral: a signed record with its reasons."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from affiant.core.canonical import Json
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import services as referrals
from affiant.triage import meanwhile, records, selectors
from affiant.triage.errors import (
    AddresseeMissing,
    LawyerNotHeard,
    ReasonMissing,
    ScopedMeanwhile,
    WatchMissing,
)
from affiant.triage.models import Decision
from affiant.triage.stages import ADDRESSED, SECONDED, WATCHED, Outcome, Stage, first_stage


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided: the outcome, why, and what this outcome asks for besides."""

    outcome: Outcome
    reason: str
    addressee: str = ""
    trigger: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the officer had before them: a decision on a page that is no longer true is refused."""

    stage: Stage
    state: str  # selectors.state_of: the last answer, decision and task
    size: int | None = None  # of the ledger: what others did since then is asked of it


@transaction.atomic
def decide(*, referral_id: UUID, ruling: Ruling, by: Officer, at: datetime, seen: Seen | None = None) -> UUID:
    """Decide about a referral that somebody has taken on; return the decision's id (R1, R2).

    Sharing and no further action are only proposed by it, until `confirm`. The record is signed; the ledger holds a
    salted commitment to it.

    Raises:
        NotPermitted: the officer may not decide.
        Recused: the referral is closed to this officer.
        ReasonMissing, AddresseeMissing, WatchMissing: the outcome asks for more words, or for a day.
        LawyerNotHeard: investigating, before the lawyer has answered on immunity (A.3).
        NoSuchReferral: no referral has this id.
        StalePage, ScopedMeanwhile: it is no longer as the officer saw it.
        MayNotFollow: the outcome may not follow the stage that it is in.
    """
    check_may(by, Permission.DECIDE)
    selectors.check_open_to(referral_id, by.pk)
    said = _tidied(ruling)
    _check_words(said, at.date())
    left = referrals.advance(
        referral_id=referral_id,
        to=first_stage(said.outcome),
        expected=seen.stage if seen else None,
        review_on=said.review_on,
        at=at,
    )
    _check_law(referral_id, said, seen, by)
    decision = _kept(referral_id, said, left, by, at)
    enter(_entry(decision), record=decision.record.encode())
    return decision.pk


def _tidied(ruling: Ruling) -> Ruling:
    watched = ruling.outcome in WATCHED
    return Ruling(
        outcome=ruling.outcome,
        reason=tidied(ruling.reason),
        addressee=tidied(ruling.addressee) if ruling.outcome in ADDRESSED else "",
        trigger=tidied(ruling.trigger) if watched else "",
        review_on=ruling.review_on if watched else None,
    )


def _check_words(ruling: Ruling, today: date) -> None:
    if not ruling.reason:
        raise ReasonMissing
    if ruling.outcome in ADDRESSED and not ruling.addressee:
        raise AddresseeMissing
    if ruling.outcome in WATCHED and not (ruling.trigger and ruling.review_on and ruling.review_on > today):
        raise WatchMissing


def _check_law(referral_id: UUID, ruling: Ruling, seen: Seen | None, by: Officer) -> None:
    """Under the referral's lock: nobody answers or advises between this look and the decision."""
    if seen is not None and seen.state != selectors.state_of(referral_id):
        raise ScopedMeanwhile
    if seen is not None and seen.size is not None and meanwhile.changes(referral_id, seen.size, but_by=by.actor):
        raise ScopedMeanwhile
    if ruling.outcome is Outcome.INVESTIGATE and not selectors.lawyer_was_heard(referral_id):
        raise LawyerNotHeard


def _kept(referral_id: UUID, ruling: Ruling, left: Stage, by: Officer, at: datetime) -> Decision:
    decision_id, number = uuid4(), selectors.decision_count(referral_id) + 1
    facts = {**_facts(referral_id, ruling, left, by, at), "id": str(decision_id), "number": number}
    signed = records.sign(records.DECISION, facts)
    return Decision.objects.create(
        id=decision_id,
        referral_id=referral_id,
        number=number,
        outcome=ruling.outcome,
        reason=ruling.reason,
        addressee=ruling.addressee,
        trigger=ruling.trigger,
        review_on=ruling.review_on,
        left=left,
        by=by,
        at=at,
        record=signed.record,
        signature=signed.signature,
        key=signed.key,
    )


def _facts(referral_id: UUID, ruling: Ruling, left: Stage, by: Officer, at: datetime) -> dict[str, Json]:
    return {
        "addressee": ruling.addressee,
        "at": records.instant(at),
        "by": by.actor,
        "from": left.value,
        "needs_second": ruling.outcome in SECONDED,
        "outcome": ruling.outcome.value,
        "reason": ruling.reason,
        "referral": str(referral_id),
        "review_on": ruling.review_on.isoformat() if ruling.review_on else None,
        "scoping": selectors.scoping_record(referral_id),
        "trigger": ruling.trigger,
    }


def _entry(decision: Decision) -> Entry:
    outcome = Outcome(decision.outcome)
    return Entry(
        kind=Kind.DECISION,
        act="referral.proposed" if outcome in SECONDED else "referral.decided",
        about=str(decision.referral_id),
        by=f"officer:{decision.by_id}",
        at=decision.at,
        facts={
            "decision": str(decision.pk),
            "from": decision.left,
            "outcome": outcome.value,
            "to": first_stage(outcome).value,
        },
    )
