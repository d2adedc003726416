"""Reading who sees a referral: its members, its restrictions, and what restricted referrals ask of supervisors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.selectors import display_names
from affiant.referrals.deadlines import flags_due_at
from affiant.referrals.queue import Count, counted
from affiant.triage import need_to_know
from affiant.triage.models import Membership, Restriction
from affiant.triage.watch import LISTED


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A time that began with one officer's reason and may have ended with another's."""

    reason: str = field(repr=False)
    by_name: str
    at: datetime
    ended_reason: str = field(repr=False)
    ended_by_name: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member, or one who was."""

    officer: UUID
    name: str
    span: SpanRow


@dataclass(frozen=True, slots=True)
class Team:
    """Who is and was a member of a referral, and when it was restricted; the oldest first."""

    members: tuple[MemberRow, ...]
    restrictions: tuple[SpanRow, ...]

    @property
    def restriction(self) -> SpanRow | None:
        """The restriction that stands."""
        return next((span for span in self.restrictions if span.ended_at is None), None)

    @property
    def present(self) -> tuple[MemberRow, ...]:
        """Who is a member now."""
        return tuple(row for row in self.members if row.span.ended_at is None)


@dataclass(frozen=True, slots=True)
class UnkeptRow:
    """A restricted referral that no supervisor is a member of: its number and no more."""

    referral_id: UUID
    reference: str
    since: datetime


@dataclass(frozen=True, slots=True)
class UnansweredRow:
    """A restricted referral whose safeguarding flags are past their time, and the members who can be called."""

    reference: str
    due_at: datetime
    members: tuple[str, ...]


def team_of(referral_id: UUID) -> Team:
    """Return who sees a referral because of a membership, and whether only they do; three queries."""
    members = list(Membership.objects.filter(referral_id=referral_id).order_by("at", "pk"))
    restrictions = list(Restriction.objects.filter(referral_id=referral_id).order_by("at", "pk"))
    spans: list[Membership | Restriction] = [*members, *restrictions]
    officers = (one for span in spans for one in (span.by_id, span.ended_by_id))
    names = display_names([*officers, *(row.officer_id for row in members)])
    return Team(
        members=tuple(MemberRow(row.officer_id, names.get(row.officer_id, ""), _span(row, names)) for row in members),
        restrictions=tuple(_span(row, names) for row in restrictions),
    )


def unkept(officer: Officer) -> list[UnkeptRow]:
    """Return the restricted referrals that no supervisor looks after, but for those this officer has stepped back from.

    Only their numbers are told: what they are about is for whoever takes one over.
    """
    found = need_to_know.standing().exclude(referral_id__in=need_to_know.keepers().values("referral_id"))
    left = found.exclude(referral_id__in=need_to_know.closed_to(officer.pk)).select_related("referral")
    return [UnkeptRow(row.referral_id, row.referral.reference, row.at) for row in left.order_by("at")[:LISTED]]


def unanswered(officer: Officer, at: datetime) -> list[UnansweredRow]:
    """Return the restricted referrals of others whose flags nobody has answered in time, with whom to call.

    Somebody may be in danger: that outweighs not being told that the referral is there.
    """
    raised = _of_others(officer).filter(referral__flags_raised_at__isnull=False)
    rows = list(raised.select_related("referral").order_by("referral__flags_raised_at")[:LISTED])
    late = [(row.referral, flags_due_at(row.referral.flags_raised_at)) for row in rows if row.referral.flags_raised_at]
    names = _present_of(referral.pk for referral, due in late if due < at)
    return [UnansweredRow(one.reference, due, tuple(names.get(one.pk, ()))) for one, due in late if due < at]


def overdue_count(officer: Officer, at: datetime) -> Count:
    """Return of how many restricted referrals of others the time has run out; no more than their number.

    Who answers for the service has to know that something waits too long; which ones, their members see.
    """
    return counted(_of_others(officer).filter(referral__due_at__lt=at))


def _of_others(officer: Officer) -> QuerySet[Restriction]:
    """Return the standing restrictions of which this officer is no member, but for what they have stepped back from."""
    theirs = need_to_know.members().filter(officer=officer).values("referral_id")
    others = need_to_know.standing().exclude(referral_id__in=theirs)
    return others.exclude(referral_id__in=need_to_know.closed_to(officer.pk))


def _present_of(referral_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    found = need_to_know.members().filter(referral_id__in=set(referral_ids), officer__is_active=True)
    names: dict[UUID, list[str]] = defaultdict(list)
    for referral_id, name in found.order_by("officer__display_name").values_list(
        "referral_id", "officer__display_name"
    ):
        names[referral_id].append(name)
    return names


def _span(row: Membership | Restriction, names: dict[UUID, str]) -> SpanRow:
    return SpanRow(
        reason=row.reason,
        by_name=names.get(row.by_id, ""),
        at=row.at,
        ended_reason=row.ended_reason,
        ended_by_name=names.get(row.ended_by_id, "") if row.ended_by_id else "",
        ended_at=row.ended_at,
    )
