"""Membership of a referral: letting an officer in, and ending it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.errors import NoSuchOfficer
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may, may
from affiant.ground.entering import enter
from affiant.referrals import services as referrals
from affiant.triage import need_to_know, reasons
from affiant.triage.errors import AlreadyMember, CannotTakeOn, LastSupervisor, NotMember
from affiant.triage.models import Membership
from affiant.triage.services import hand_back


@transaction.atomic
def add_member(*, referral_id: UUID, officer_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Make an officer a member: they see the referral also while it is restricted.

    Raises:
        NotPermitted: `by` may not say who sees what.
        NoSuchReferral: there is none of this id.
        Recused: it is closed to `by`.
        ReasonMissing: no reason was given.
        CannotTakeOn: the officer reads no referrals, is not active, does not exist, or has stepped back from it.
        AlreadyMember: they are one.
    """
    check_may(by, Permission.RESTRICT)
    referrals.hold(referral_id=referral_id)
    need_to_know.check_open_to(referral_id, by.pk)
    words = reasons.given(reason)
    _check_can_join(referral_id, officer_id)
    try:
        with transaction.atomic():
            Membership.objects.create(referral_id=referral_id, officer_id=officer_id, reason=words, by=by, at=at)
    except IntegrityError as refused:
        raise AlreadyMember from refused
    facts: dict[str, Fact] = {"officer": f"officer:{officer_id}"}
    enter(_entry("referral.member_added", referral_id, by, at, facts), reason=words.encode())


@transaction.atomic
def end_membership(*, referral_id: UUID, officer_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """End a membership: one's own, or by a supervisor another's. A restricted referral leaves their hands too.

    Raises:
        NotPermitted: it is another's, and `by` may not say who sees what.
        NoSuchReferral, Recused, ReasonMissing: as for `add_member`.
        NotMember: they are none.
        LastSupervisor: nobody would be left who may say who sees the restricted referral.
    """
    check_may(by, Permission.READ_REFERRAL if officer_id == by.pk else Permission.RESTRICT)
    referrals.hold(referral_id=referral_id)
    need_to_know.check_open_to(referral_id, by.pk)
    words = reasons.given(reason)
    _check_another_keeps_it(referral_id, officer_id)
    ended = need_to_know.members().filter(referral_id=referral_id, officer_id=officer_id)
    if not ended.update(ended_by=by, ended_at=at, ended_reason=words):
        raise NotMember
    facts: dict[str, Fact] = {"let_go": False, "officer": f"officer:{officer_id}", "tasks": []}
    if need_to_know.is_closed_to(referral_id, officer_id):
        facts = hand_back.of_referral(referral_id, officer_id)
    enter(_entry("referral.membership_ended", referral_id, by, at, facts), reason=words.encode())


def _check_can_join(referral_id: UUID, officer_id: UUID) -> None:
    try:
        officer = accounts.get(officer_id)
    except NoSuchOfficer as refused:
        raise CannotTakeOn from refused
    if not may(officer, Permission.READ_REFERRAL) or need_to_know.has_stepped_back.test(officer_id, referral_id):
        raise CannotTakeOn


def _check_another_keeps_it(referral_id: UUID, officer_id: UUID) -> None:
    """Return if the referral is not restricted, or a supervisor besides this officer is a member.

    Raises: LastSupervisor.
    """
    keepers = need_to_know.keepers().filter(referral_id=referral_id)
    keeps = keepers.filter(officer_id=officer_id).exists()
    others = keepers.exclude(officer_id=officer_id).exists()
    if keeps and not others and need_to_know.is_restricted.test(officer_id, referral_id):
        raise LastSupervisor


def _entry(act: str, referral_id: UUID, by: Officer, at: datetime, facts: dict[str, Fact]) -> Entry:
    return Entry(kind=Kind.DECISION, act=act, about=str(referral_id), by=by.actor, at=at, facts=facts)
