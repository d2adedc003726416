"""Conflicts of interest: an officer steps back from a referral, and it closes to them."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import services as referrals
from affiant.triage import need_to_know, reasons, selectors
from affiant.triage.errors import AlreadyRecused, NotRecused, OwnRecusal
from affiant.triage.models import Recusal
from affiant.triage.services import hand_back


@transaction.atomic
def recuse(*, referral_id: UUID, officer_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Close a referral to an officer: themselves, or by a supervisor another one.

    What they had of it in hand goes back, its tasks too, and their membership ends.

    The reason stands beside the recusal and as a salted commitment in the ledger: it may name people.

    Raises:
        NotPermitted: `by` is neither the officer nor may recuse others.
        NoSuchReferral, NoSuchOfficer: there is none of this id.
        ReasonMissing: no reason was given.
        AlreadyRecused: it is closed to them already.
    """
    check_may(by, Permission.READ_REFERRAL)
    if officer_id != by.pk:
        check_may(by, Permission.RECUSE)
        selectors.check_open_to(referral_id, by.pk)
    officer = accounts.get(officer_id)
    words = reasons.given(reason)
    referrals.hold(referral_id=referral_id)  # nobody hands it to them between what goes back and the closing
    facts = hand_back.of_referral(referral_id, officer.pk)
    theirs = need_to_know.members().filter(referral_id=referral_id, officer=officer)
    theirs.update(ended_by=by, ended_at=at, ended_reason=words)
    _keep(Recusal(referral_id=referral_id, officer=officer, reason=words, by=by, at=at))
    enter(_entry("referral.recused", referral_id, by, at, facts), reason=words.encode())


@transaction.atomic
def readmit(*, referral_id: UUID, officer_id: UUID, by: Officer, at: datetime) -> None:
    """Lift a recusal: the referral opens to the officer again.

    Raises:
        NotPermitted: `by` may not recuse others.
        OwnRecusal: it is `by`'s own; another supervisor decides.
        NotRecused: it is not closed to the officer.
    """
    check_may(by, Permission.RECUSE)
    if officer_id == by.pk:
        raise OwnRecusal
    selectors.check_open_to(referral_id, by.pk)
    lifted = Recusal.objects.filter(referral_id=referral_id, officer_id=officer_id, lifted_at__isnull=True)
    if not lifted.update(lifted_by=by, lifted_at=at):
        raise NotRecused
    facts: dict[str, Fact] = {"let_go": False, "officer": accounts.get(officer_id).actor}
    enter(_entry("referral.readmitted", referral_id, by, at, facts))


def _keep(recusal: Recusal) -> None:
    try:
        with transaction.atomic():
            recusal.save(force_insert=True)
    except IntegrityError as refused:
        if need_to_know.has_stepped_back.test(recusal.officer_id, recusal.referral_id):
            raise AlreadyRecused from refused
        raise


def _entry(act: str, referral_id: UUID, by: Officer, at: datetime, facts: dict[str, Fact]) -> Entry:
    return Entry(kind=Kind.ALTERATION, act=act, about=str(referral_id), by=by.actor, at=at, facts=facts)
