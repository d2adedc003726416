"""What lies in an officer's hands, and what lies in nobody's."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from affiant.ground.accounts.selectors import gone
from affiant.referrals.models import Referral, Task
from affiant.referrals.queue import rows_of
from affiant.referrals.rows import Closed, QueueRow
from affiant.referrals.stages import AT_WORK

LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class LooseTask:
    """An open task that nobody has, without its words: they are the case's."""

    referral_id: UUID
    reference: str
    due_on: date | None


def held_by(officer_id: UUID) -> list[UUID]:
    """Return the referrals that this officer has, or has a task of."""
    theirs = Q(assigned_to_id=officer_id) | Q(pk__in=_open().filter(given_to_id=officer_id).values("referral_id"))
    return list(Referral.objects.filter(theirs).order_by("received_at", "id").values_list("pk", flat=True))


def nobodys(*, without: Closed = frozenset()) -> list[QueueRow]:
    """Return the referrals that are being worked on and that no active officer has, the longest waiting first.

    Each stage is asked for by itself: then an index leads to the few that were let go, past all that are new.
    """
    seen = Referral.objects.exclude(pk__in=without).order_by("received_at", "id")
    loose = [one for stage in sorted(AT_WORK) for one in seen.filter(stage=stage, assigned_to__isnull=True)[:LISTED]]
    left = seen.filter(stage__in=sorted(AT_WORK), assigned_to_id__in=gone())[:LISTED]
    return rows_of(sorted((*loose, *left), key=lambda one: (one.received_at, one.pk))[:LISTED])


def loose_tasks(*, without: Closed = frozenset()) -> list[LooseTask]:
    """Return the open tasks that no active officer has, the nearest day first; those without a day come last."""
    found = _open().exclude(referral_id__in=without).select_related("referral")
    ordered = found.order_by(F("due_on").asc(nulls_last=True), "at")
    loose = [*ordered.filter(given_to__isnull=True)[:LISTED], *ordered.filter(given_to_id__in=gone())[:LISTED]]
    loose.sort(key=lambda one: (one.due_on or date.max, one.at))
    return [LooseTask(one.referral_id, one.referral.reference, one.due_on) for one in loose[:LISTED]]


def _open() -> QuerySet[Task]:
    return Task.objects.filter(done_at__isnull=True)
