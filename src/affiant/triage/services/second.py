"""The second officer: confirming a decision or returning it with words, and reopening what was ended."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import services as referrals
from affiant.referrals.errors import StalePage
from affiant.triage import reasons, records, selectors
from affiant.triage.errors import NoSuchDecision, OwnDecision
from affiant.triage.models import Decision, SecondOpinion
from affiant.triage.stages import LEADS_TO, Outcome, Stage, Verdict


def confirm(*, decision_id: UUID, by: Officer, at: datetime, words: str = "") -> None:
    """Let a proposed decision stand; the referral goes where it leads.

    Raises:
        NotPermitted: the officer may not confirm decisions.
        NoSuchDecision: none of this id waits for a second officer.
        OwnDecision: it is the officer's own.
        Recused: the referral is closed to this officer.
    """
    _give(decision_id, Verdict.CONFIRMED, by, at, words)


def return_it(*, decision_id: UUID, words: str, by: Officer, at: datetime) -> None:
    """Return a proposed decision with words; the referral goes back to the stage in which it was decided.

    Raises:
        ReasonMissing: no words were given.
        NotPermitted, NoSuchDecision, OwnDecision, Recused: as for `confirm`.
    """
    _give(decision_id, Verdict.RETURNED, by, at, reasons.given(words))


@transaction.atomic
def reopen(*, referral_id: UUID, reason: str, by: Officer, at: datetime, expected: Stage | None = None) -> None:
    """Begin to scope a referral again, whatever ended it; its decisions stay.

    Raises:
        NotPermitted: the officer may not decide.
        Recused: the referral is closed to this officer.
        ReasonMissing: no reason was given.
        NoSuchReferral, StalePage, MayNotFollow: it cannot be reopened, or is no longer as the officer saw it.
    """
    check_may(by, Permission.DECIDE)
    selectors.check_open_to(referral_id, by.pk)
    words = reasons.given(reason)
    left = referrals.advance(referral_id=referral_id, to=Stage.ASSIGNED, expected=expected, at=at)
    if left not in selectors.REOPENED:
        raise StalePage(left)  # what waits for a second officer is returned, not reopened
    entry = Entry(
        kind=Kind.DECISION,
        act="referral.reopened",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"from": left.value, "to": Stage.ASSIGNED.value},
    )
    enter(entry, reason=words.encode())


@transaction.atomic
def _give(decision_id: UUID, verdict: Verdict, by: Officer, at: datetime, words: str) -> None:
    check_may(by, Permission.CONFIRM_DECISION)
    decision = _waiting(decision_id)
    selectors.check_open_to(decision.referral_id, by.pk)
    if decision.by_id == by.pk:
        raise OwnDecision
    to = LEADS_TO[Outcome(decision.outcome)] if verdict is Verdict.CONFIRMED else Stage(decision.left)
    referrals.advance(referral_id=decision.referral_id, to=to, expected=Stage.PROPOSED, at=at)
    opinion = _kept(decision, verdict, tidied(words), by, at)
    enter(_entry(decision, opinion, to), record=opinion.record.encode())


def _waiting(decision_id: UUID) -> Decision:
    """Return the decision under its row's lock: two second officers at once make one opinion."""
    found = Decision.objects.select_for_update().filter(pk=decision_id).first()
    pending = selectors.pending(found.referral_id) if found else None
    if found is None or pending is None or pending.id != decision_id:
        raise NoSuchDecision(str(decision_id))
    return found


def _kept(decision: Decision, verdict: Verdict, words: str, by: Officer, at: datetime) -> SecondOpinion:
    signed = records.sign(
        records.OPINION,
        {
            "at": records.instant(at),
            "by": by.actor,
            "decision": str(decision.pk),
            "decision_signature": decision.signature,
            "referral": str(decision.referral_id),
            "verdict": verdict.value,
            "words": words,
        },
    )
    return SecondOpinion.objects.create(
        decision=decision,
        verdict=verdict,
        words=words,
        decided_by_id=decision.by_id,
        by=by,
        at=at,
        record=signed.record,
        signature=signed.signature,
        key=signed.key,
    )


def _entry(decision: Decision, opinion: SecondOpinion, to: Stage) -> Entry:
    confirmed = opinion.verdict == Verdict.CONFIRMED
    return Entry(
        kind=Kind.DECISION,
        act="referral.confirmed" if confirmed else "referral.returned",
        about=str(decision.referral_id),
        by=f"officer:{opinion.by_id}",
        at=opinion.at,
        facts={
            "decision": str(decision.pk),
            "from": Stage.PROPOSED.value,
            "outcome": decision.outcome,
            "to": to.value,
        },
    )
