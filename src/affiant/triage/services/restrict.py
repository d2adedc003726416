"""Restricting a referral to its members, lifting that, and taking over what no supervisor looks after any more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import selectors as referrals
from affiant.referrals import services as acts
from affiant.triage import need_to_know, reasons
from affiant.triage.errors import AlreadyRestricted, LookedAfter, NotRestricted
from affiant.triage.models import Membership, Restriction

RESTRICTED_IT: Final = "Restricted it."
HELD_IT: Final = "Had it in hand when it was restricted."


@transaction.atomic
def restrict(*, referral_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Let only members see the referral. Who restricts it becomes one, and so does who has it in hand.

    The reason stands beside the act and as a salted commitment in the ledger: it may name people.

    Raises:
        NotPermitted: `by` may not restrict.
        NoSuchReferral: there is none of this id.
        Recused: it is closed to `by`.
        ReasonMissing: no reason was given.
        AlreadyRestricted: it is restricted already.
    """
    words = _begin(referral_id, reason, by)
    need_to_know.check_open_to(referral_id, by.pk)
    try:
        with transaction.atomic():
            Restriction.objects.create(referral_id=referral_id, reason=words, by=by, at=at)
    except IntegrityError as refused:
        raise AlreadyRestricted from refused
    joined = _let_in(referral_id, {_holder(referral_id): HELD_IT, by.pk: RESTRICTED_IT}, by, at)
    enter(_entry("referral.restricted", referral_id, by, at, {"members": joined}), reason=words.encode())


@transaction.atomic
def lift(*, referral_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Let everybody see the referral again whose role lets them; its members stay its team.

    Raises:
        NotPermitted, NoSuchReferral, Recused, ReasonMissing: as for `restrict`.
        NotRestricted: everybody sees it already.
    """
    words = _begin(referral_id, reason, by)
    need_to_know.check_open_to(referral_id, by.pk)
    lifted = need_to_know.standing().filter(referral_id=referral_id)
    if not lifted.update(ended_by=by, ended_at=at, ended_reason=words):
        raise NotRestricted
    enter(_entry("referral.unrestricted", referral_id, by, at, {}), reason=words.encode())


@transaction.atomic
def take_over(*, referral_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Become a member of a restricted referral that no supervisor is a member of any more.

    Raises:
        NotPermitted, NoSuchReferral, ReasonMissing: as for `restrict`.
        Recused: `by` has stepped back from it.
        NotRestricted: it is not restricted.
        LookedAfter: a supervisor is a member.
    """
    words = _begin(referral_id, reason, by)
    need_to_know.check_has_not_stepped_back(referral_id, by.pk)
    if not need_to_know.standing().filter(referral_id=referral_id).exists():
        raise NotRestricted
    if need_to_know.keepers().filter(referral_id=referral_id).exists():
        raise LookedAfter
    joined = _let_in(referral_id, {by.pk: words}, by, at)
    enter(_entry("referral.taken_over", referral_id, by, at, {"members": joined}), reason=words.encode())


def _begin(referral_id: UUID, reason: str, by: Officer) -> str:
    """Return the reason as it is kept, once `by` may act and the referral's row is locked."""
    check_may(by, Permission.RESTRICT)
    acts.hold(referral_id=referral_id)
    return reasons.given(reason)


def _holder(referral_id: UUID) -> UUID | None:
    return referrals.referral(referral_id).assigned_to


def _let_in(referral_id: UUID, wanted: Mapping[UUID | None, str], by: Officer, at: datetime) -> list[str]:
    """Make members of these officers, each for a reason; return how the ledger names those who were none."""
    held = need_to_know.members().filter(referral_id=referral_id).values_list("officer_id", flat=True)
    new = {officer_id: why for officer_id, why in wanted.items() if officer_id and officer_id not in set(held)}
    for officer_id, why in new.items():
        Membership.objects.create(referral_id=referral_id, officer_id=officer_id, reason=why, by=by, at=at)
    return sorted(f"officer:{officer_id}" for officer_id in new)


def _entry(act: str, referral_id: UUID, by: Officer, at: datetime, facts: dict[str, Fact]) -> Entry:
    return Entry(kind=Kind.DECISION, act=act, about=str(referral_id), by=by.actor, at=at, facts=facts)
