"""Counts of referrals for those who answer for the service; rehearsals are left out, and nothing names a reporter.

`without` leaves out what few may know of: a breakdown would point to it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from affiant.referrals.models import Referral

By = Literal["situation", "stage", "language", "path"]
Hidden = frozenset[UUID]
NONE: Final[Hidden] = frozenset()


def counts(by: By, *, since: datetime, until: datetime, without: Hidden = NONE) -> Mapping[str, int]:
    """Return how many referrals were received from `since` until before `until`, by what each has in `by`."""
    grouped = _received(since, until, without).order_by().values_list(by).annotate(all=Count("pk"))
    return dict(grouped)


def months(*, since: datetime, until: datetime, without: Hidden = NONE) -> Mapping[str, int]:
    """Return how many were received in each month, by its name such as 2026-11."""
    grouped = _received(since, until, without).order_by().annotate(month=TruncMonth("received_at")).values_list("month")
    return {f"{month:%Y-%m}": how_many for month, how_many in grouped.annotate(all=Count("pk"))}


def flags(*, since: datetime, until: datetime, without: Hidden = NONE) -> Mapping[str, int]:
    """Return how many carry each safeguarding flag."""
    return _received(since, until, without).aggregate(
        child=Count("pk", filter=Q(child=True)),
        danger=Count("pk", filter=Q(danger=True)),
        young_unsafe=Count("pk", filter=Q(young_unsafe=True)),
    )


def received(*, since: datetime, until: datetime, among: Hidden) -> int:
    """Return how many of these referrals were received in this time."""
    return _received(since, until, NONE).filter(pk__in=among).count()


def _received(since: datetime, until: datetime, without: Hidden) -> QuerySet[Referral]:
    found = Referral.objects.filter(rehearsal=False, received_at__gte=since, received_at__lt=until)
    return found.exclude(pk__in=without) if without else found
