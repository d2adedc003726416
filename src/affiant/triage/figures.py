"""Counts of decisions for those who answer for the service: outcomes, and how long the first one took."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from affiant.triage.models import Decision

WEEK: Final = timedelta(days=7)
# Until when the first decision came: the bounds of the groups, in their order.
BOUNDS: Final = {"week": WEEK, "month": 4 * WEEK, "quarter": 13 * WEEK}


def outcomes(*, since: datetime, until: datetime, without: frozenset[UUID] = frozenset()) -> Mapping[str, int]:
    """Return how many referrals received in this time were last decided in each way."""
    decided = _of_received(since, until, without)
    later = Decision.objects.filter(referral=OuterRef("referral"), number__gt=OuterRef("number"))
    grouped = decided.filter(~Exists(later)).order_by().values_list("outcome")
    return dict(grouped.annotate(all=Count("pk")))


def first_decisions(*, since: datetime, until: datetime, without: frozenset[UUID] = frozenset()) -> Mapping[str, int]:
    """Return how many referrals received in this time were first decided within each of `BOUNDS`, or later."""
    waited = ExpressionWrapper(F("first") - F("received"), output_field=DurationField())
    firsts = (
        _of_received(since, until, without)
        .order_by()
        .values("referral")
        .annotate(first=Min("at"), received=Min("referral__received_at"))
        .annotate(waited=waited)
    )
    found = firsts.aggregate(
        week=_between(None, BOUNDS["week"]),
        month=_between(BOUNDS["week"], BOUNDS["month"]),
        quarter=_between(BOUNDS["month"], BOUNDS["quarter"]),
        later=_between(BOUNDS["quarter"], None),
    )
    return {name: how_many or 0 for name, how_many in found.items()}


def _between(above: timedelta | None, up_to: timedelta | None) -> Coalesce:
    fits = Q(waited__gt=above) if above is not None else Q()
    fits &= Q(waited__lte=up_to) if up_to is not None else Q()
    return Coalesce(Count("referral", filter=fits), 0)


def _of_received(since: datetime, until: datetime, without: frozenset[UUID]) -> QuerySet[Decision]:
    found = Decision.objects.filter(
        referral__rehearsal=False, referral__received_at__gte=since, referral__received_at__lt=until
    )
    return found.exclude(referral_id__in=without) if without else found
