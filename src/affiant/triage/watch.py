"""What is suspended: whose day of review has come, in what something has come meanwhile, and what goes on waiting."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, Q

from affiant.triage.models import Decision
from affiant.triage.need_to_know import hidden_ids
from affiant.triage.reading import review_rows
from affiant.triage.rows import ReviewRow
from affiant.triage.stages import Outcome, Stage

LISTED: Final = 200
"""How many of a kind a list of what waits shows: nobody reads on, and the page stays quick."""

_STIRRED: Final = Q(referral__submissions__collected_at__gt=F("at"))


def due(on: date, officer_id: UUID) -> list[ReviewRow]:
    """Return the suspended referrals whose day of review has come, the longest due first."""
    return _suspended(Q(review_on__lte=on), officer_id)


def stirred(officer_id: UUID) -> list[ReviewRow]:
    """Return the suspended referrals in which the person has written since, whatever their day of review."""
    return _suspended(_STIRRED, officer_id)


def suspended(on: date, officer_id: UUID) -> list[ReviewRow]:
    """Return the suspended referrals that go on waiting, the nearest day of review first."""
    quiet = ~Q(pk__in=Decision.objects.filter(_STIRRED, outcome=Outcome.SUSPEND).values("pk"))
    return _suspended(Q(review_on__gt=on) & quiet, officer_id)


def _suspended(wanted: Q, officer_id: UUID) -> list[ReviewRow]:
    """Return what is suspended and passes `wanted`; an earlier suspension that was renewed does not count."""
    found = Decision.objects.filter(wanted, outcome=Outcome.SUSPEND, referral__stage=Stage.SUSPENDED)
    open_to = found.exclude(referral_id__in=hidden_ids(officer_id)).distinct()
    rows = review_rows(open_to.order_by("review_on", "at")[:LISTED])
    every = Decision.objects.filter(referral_id__in={row.referral_id for row in rows})
    last = dict(every.order_by("number").values_list("referral_id", "pk"))
    return [row for row in rows if last[row.referral_id] == row.decision.id]
