"""What is suspended: whose day of review has come, in what something has come meanwhile, and what goes on waiting."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from affiant.referrals import suspended as referrals
from affiant.referrals.queue import Count
from affiant.triage.models import Decision
from affiant.triage.need_to_know import hidden_ids
from affiant.triage.reading import decision_rows
from affiant.triage.rows import ReviewRow
from affiant.triage.stages import Outcome

LISTED: Final = 50
"""How many of a kind a list of what waits shows: what is done makes room for the next, and the page stays quick."""


def due(on: date, officer_id: UUID) -> list[ReviewRow]:
    """Return the suspended referrals whose day of review has come, the longest due first."""
    return _rows(referrals.due_by(on), officer_id)


def due_count(on: date, officer_id: UUID) -> Count:
    """Return of how many suspended referrals the day of review has come, up to a bound."""
    return referrals.count(referrals.due_by(on), hidden_ids(officer_id))


def stirred(after: date, officer_id: UUID) -> list[ReviewRow]:
    """Return the suspended referrals in which the person has written since, and whose day of review is to come."""
    return _rows(referrals.stirred(after), officer_id)


def stirred_count(officer_id: UUID) -> Count:
    """Return in how many suspended referrals the person has written since, due or not, up to a bound."""
    return referrals.count(referrals.stirred(), hidden_ids(officer_id))


def suspended(on: date, officer_id: UUID) -> list[ReviewRow]:
    """Return the suspended referrals that go on waiting, the nearest day of review first."""
    return _rows(referrals.quiet_after(on), officer_id)


def _rows(which: Q, officer_id: UUID) -> list[ReviewRow]:
    """Return what is suspended with the decision that suspended it last; three queries."""
    found = referrals.listed(which, hidden_ids(officer_id), limit=LISTED)
    every = Decision.objects.filter(referral_id__in=[one.id for one in found], outcome=Outcome.SUSPEND)
    last = {row.referral_id: row for row in decision_rows(every.order_by("number"))}
    return [ReviewRow(one.id, one.reference, last[one.id]) for one in found]
