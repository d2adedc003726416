"""Officers who leave, or whose roles end: their sessions close, and what they had in hand goes back to the queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts import services as officers
from affiant.ground.accounts import sessions
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import HOLDERS, Permission, check_may
from affiant.ground.accounts.roles import Role
from affiant.ground.entering import enter
from affiant.triage import need_to_know
from affiant.triage.services import hand_back

GONE: Final = "The account was closed, or its roles read no referrals any more."


@dataclass(frozen=True, slots=True)
class Returned:
    """How many referrals somebody left with something of theirs in it: in hand, or as a task; and memberships."""

    referrals: int = 0
    memberships: int = 0


@transaction.atomic
def close_account(*, officer: Officer, by: Officer, at: datetime) -> Returned:
    """Close an account: its sessions and memberships end, referrals and tasks go back; return how many.

    Who closes it learns numbers alone: an administrator sees no case.

    Raises: NotPermitted, LastAdministrator.
    """
    check_may(by, Permission.MANAGE_OFFICERS)
    told = _let_go(officer, by, at), _end_memberships(officer, by, at)
    officers.set_active(officer=officer, active=False, by=by, at=at)
    sessions.end(officer=officer, by=by, at=at)
    return _entered(*told)


@transaction.atomic
def set_roles(*, officer: Officer, roles: Iterable[Role], by: Officer, at: datetime) -> Returned:
    """Set an officer's roles; what the new ones do not carry any more goes back; return how many.

    Raises: NotPermitted, OwnRoles, LastAdministrator.
    """
    check_may(by, Permission.MANAGE_OFFICERS)
    wanted = frozenset(roles)
    reads_no_more = _loses(officer, wanted, Permission.READ_REFERRAL)
    let_go = _let_go(officer, by, at) if reads_no_more or _loses(officer, wanted, Permission.DECIDE) else []
    ended = _end_memberships(officer, by, at) if reads_no_more else []
    officers.set_roles(officer=officer, roles=wanted, by=by, at=at)
    return _entered(let_go, ended)


def _loses(officer: Officer, wanted: frozenset[Role], permission: Permission) -> bool:
    held = not HOLDERS[permission].isdisjoint(officer.held_roles)
    return held and HOLDERS[permission].isdisjoint(wanted)


def _let_go(officer: Officer, by: Officer, at: datetime) -> list[Entry]:
    return hand_back.everything(officer_id=officer.pk, by=by, at=at)


def _end_memberships(officer: Officer, by: Officer, at: datetime) -> list[Entry]:
    """End every membership, also the last supervisor's: what nobody looks after shows on the desk of supervisors."""
    theirs = need_to_know.members().filter(officer_id=officer.pk)
    of = list(theirs.order_by("at").values_list("referral_id", flat=True))
    theirs.update(ended_by=by, ended_at=at, ended_reason=GONE)
    return [
        Entry(
            kind=Kind.DECISION,
            act="referral.membership_ended",
            about=str(referral_id),
            by=by.actor,
            at=at,
            facts={"officer": officer.actor},
        )
        for referral_id in of
    ]


def _entered(let_go: list[Entry], ended: list[Entry]) -> Returned:
    for entry in (*let_go, *ended):
        enter(entry)
    return Returned(len(let_go), len(ended))
