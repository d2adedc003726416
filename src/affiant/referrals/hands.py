"""What lies in an officer's hands, and what lies in nobody's."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, Q

from affiant.referrals.models import Referral, Task
from affiant.referrals.queue import rows_of
from affiant.referrals.rows import QueueRow
from affiant.referrals.stages import Stage

LISTED: Final = 200
AT_WORK: Final = frozenset({Stage.ASSIGNED, Stage.ADVICE, Stage.PROPOSED, Stage.ACCEPTED, Stage.SHARING})
"""The stages in which somebody has to have a referral; a new one waits in the queue as every new one does."""


@dataclass(frozen=True, slots=True)
class LooseTask:
    """An open task that nobody has."""

    referral_id: UUID
    reference: str
    what: str = field(repr=False)
    due_on: date | None


def held_by(officer_id: UUID) -> list[UUID]:
    """Return the referrals that this officer has, or has a task of."""
    theirs = Q(assigned_to_id=officer_id) | Q(tasks__given_to_id=officer_id, tasks__done_at__isnull=True)
    return list(Referral.objects.filter(theirs).order_by("received_at", "id").values_list("pk", flat=True).distinct())


def nobodys(*, without: Iterable[UUID] = ()) -> list[QueueRow]:
    """Return the referrals that are being worked on and that no active officer has, the longest waiting first."""
    gone = Q(assigned_to__isnull=True) | Q(assigned_to__is_active=False)
    found = Referral.objects.filter(gone, stage__in=AT_WORK).exclude(pk__in=frozenset(without))
    return rows_of(list(found.order_by("received_at", "id")[:LISTED]))


def loose_tasks(*, without: Iterable[UUID] = ()) -> list[LooseTask]:
    """Return the open tasks that no active officer has, the nearest day first; those without a day come last."""
    gone = Q(given_to__isnull=True) | Q(given_to__is_active=False)
    found = Task.objects.filter(gone, done_at__isnull=True).exclude(referral_id__in=frozenset(without))
    ordered = found.select_related("referral").order_by(F("due_on").asc(nulls_last=True), "at")
    return [LooseTask(one.referral_id, one.referral.reference, one.what, one.due_on) for one in ordered[:LISTED]]
