"""Who may see which referral: nobody who has stepped back from it, and of a restricted one only its members."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from rules.predicates import Predicate

from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import HOLDERS, Permission
from affiant.triage.errors import Recused
from affiant.triage.models import Membership, Recusal, Restriction

FEW: Final = 50


def _has_stepped_back(officer_id: UUID, referral_id: UUID) -> bool:
    return Recusal.objects.filter(referral_id=referral_id, officer_id=officer_id, lifted_at__isnull=True).exists()


def _is_restricted(_: UUID, referral_id: UUID) -> bool:
    return standing().filter(referral_id=referral_id).exists()


def _is_member(officer_id: UUID, referral_id: UUID) -> bool:
    return members().filter(referral_id=referral_id, officer_id=officer_id).exists()


has_stepped_back: Final = Predicate(_has_stepped_back)
is_restricted: Final = Predicate(_is_restricted)
is_member: Final = Predicate(_is_member)

may_see: Final = ~has_stepped_back & (~is_restricted | is_member)
"""The whole rule, for one officer and one referral; `hidden_from` is the same rule for all referrals at once."""


def hidden_from(officer: Officer) -> frozenset[UUID]:
    """Return the referrals of which this officer may see nothing, not even that they are there; one query."""
    return frozenset(_hidden(officer.pk))


def hidden_ids(officer_id: UUID) -> frozenset[UUID] | QuerySet[Any, UUID]:
    """Return the same for questions about many referrals: the ids while they are few, else a question within them.

    Few ids are told faster than they are asked for again in each question; thousands would travel with each.
    """
    asked = _hidden(officer_id)
    few = frozenset(asked[: FEW + 1])
    return few if len(few) <= FEW else asked


def _hidden(officer_id: UUID) -> QuerySet[Any, UUID]:
    theirs = members().filter(officer_id=officer_id)
    shut = standing().exclude(referral_id__in=theirs.values("referral_id")).values_list("referral_id", flat=True)
    return _left_by(officer_id).values_list("referral_id", flat=True).union(shut, all=True)


def closed_to(officer_id: UUID) -> frozenset[UUID]:
    """Return the referrals from which this officer has stepped back."""
    return frozenset(_left_by(officer_id).values_list("referral_id", flat=True))


def restricted() -> frozenset[UUID]:
    """Return every referral that shows itself to its members alone."""
    return frozenset(standing().values_list("referral_id", flat=True))


def restricted_among(referral_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return which of these referrals show themselves to their members alone; one query."""
    found = standing().filter(referral_id__in=set(referral_ids))
    return frozenset(found.values_list("referral_id", flat=True))


def is_closed_to(referral_id: UUID, officer_id: UUID) -> bool:
    """Answer whether this officer may see nothing of this referral."""
    return not may_see.test(officer_id, referral_id)


def check_open_to(referral_id: UUID, officer_id: UUID) -> None:
    """Return if the officer may see the referral.

    Raises: Recused.
    """
    if is_closed_to(referral_id, officer_id):
        raise Recused(str(referral_id))


def check_has_not_stepped_back(referral_id: UUID, officer_id: UUID) -> None:
    """Return if the officer has not stepped back from the referral, whoever its members are.

    Raises: Recused.
    """
    if has_stepped_back.test(officer_id, referral_id):
        raise Recused(str(referral_id))


def standing() -> QuerySet[Restriction]:
    """Return the restrictions that nobody has lifted."""
    return Restriction.objects.filter(ended_at__isnull=True)


def members() -> QuerySet[Membership]:
    """Return the memberships that nobody has ended."""
    return Membership.objects.filter(ended_at__isnull=True)


def keepers() -> QuerySet[Membership]:
    """Return the memberships of those who may say who else sees the referral."""
    keeps = Q(officer__is_active=True, officer__roles__role__in=HOLDERS[Permission.RESTRICT])
    return members().filter(keeps).distinct()


def _left_by(officer_id: UUID) -> QuerySet[Recusal]:
    return Recusal.objects.filter(officer_id=officer_id, lifted_at__isnull=True)
