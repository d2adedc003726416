"""Reading which suspended referrals wait for their day, and in which something came: the same cost at a million."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from affiant.referrals.models import Referral
from affiant.referrals.queue import Count, counted
from affiant.referrals.rows import Closed


@dataclass(frozen=True, slots=True)
class Suspended:
    """A referral that is suspended, and the day on which somebody looks at it again."""

    id: UUID
    reference: str
    review_on: date


def due_by(on: date) -> Q:
    """Ask for those whose day of review has come."""
    return Q(review_on__lte=on)


def stirred(after: date | None = None) -> Q:
    """Ask for those in which something came since they were suspended; of those alone whose day comes after `after`."""
    return Q(stirred_at__isnull=False) & (Q(review_on__gt=after) if after else Q())


def quiet_after(on: date) -> Q:
    """Ask for those whose day is still to come, and in which nothing came."""
    return Q(review_on__gt=on, stirred_at__isnull=True)


def listed(which: Q, without: Closed, *, limit: int) -> list[Suspended]:
    """Return the suspended referrals of this kind, the nearest day of review first; one query."""
    found = _suspended(which, without).order_by("review_on", "id").values_list("pk", "reference", "review_on")
    return [Suspended(pk, reference, day) for pk, reference, day in found[:limit] if day is not None]


def count(which: Q, without: Closed) -> Count:
    """Return how many suspended referrals are of this kind, up to a bound; one query."""
    return counted(_suspended(which, without))


def _suspended(which: Q, without: Closed) -> QuerySet[Referral]:
    return Referral.objects.filter(which, review_on__isnull=False).exclude(pk__in=without)
