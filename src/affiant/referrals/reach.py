"""Which referrals share a way of contact, by keyed digests of them: nothing is opened, no number is learned."""

from typing import Final
from uuid import UUID

from affiant.referrals.models import Contact, ContactTrace

MOST_ALIKE: Final = 50  # a telephone that a whole shelter shares must not cost more
AT_ONCE: Final = 500


def not_traced() -> list[UUID]:
    """Return the contacts whose ways nobody has looked through yet, the oldest first."""
    return list(Contact.objects.filter(traced_at__isnull=True).order_by("at").values_list("pk", flat=True)[:AT_ONCE])


def same_reach(referral_id: UUID) -> dict[UUID, frozenset[str]]:
    """Return other referrals that share a way of contact with this one, and by which means they meet.

    Digests are compared: nothing is opened, and no number is learned. One query, at most MOST_ALIKE rows.
    """
    own = ContactTrace.objects.filter(referral_id=referral_id).values("digest")
    others = ContactTrace.objects.filter(digest__in=own).exclude(referral_id=referral_id)
    found: dict[UUID, set[str]] = {}
    for other, means in others.values_list("referral_id", "means").distinct()[:MOST_ALIKE]:
        found.setdefault(other, set()).add(means)
    return {other: frozenset(means) for other, means in found.items()}
