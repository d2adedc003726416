"""Reading which reporters wrote and wait for an answer: what is asked costs the same at a million referrals."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from affiant.referrals.models import Referral
from affiant.referrals.queue import Count, counted
from affiant.referrals.rows import Closed


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A referral whose reporter wrote, and since when that waits."""

    id: UUID
    reference: str
    since: datetime


def unanswered(without: Closed, *, limit: int) -> list[Unanswered]:
    """Return whose message waits for an answer, the one that has waited longest first; one query."""
    found = _waiting(without).order_by("unanswered_since", "id").values_list("pk", "reference", "unanswered_since")
    return [Unanswered(pk, reference, since) for pk, reference, since in found[:limit] if since is not None]


def unanswered_count(without: Closed) -> Count:
    """Return how many messages wait for an answer, up to a bound; one query."""
    return counted(_waiting(without))


def since(referral_id: UUID) -> datetime | None:
    """Return since when a message of this referral's reporter waits; None if none does."""
    return Referral.objects.filter(pk=referral_id).values_list("unanswered_since", flat=True).first()


def _waiting(without: Closed) -> QuerySet[Referral]:
    return Referral.objects.filter(unanswered_since__isnull=False, rehearsal=False).exclude(pk__in=without)
