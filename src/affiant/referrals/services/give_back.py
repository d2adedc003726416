"""Taking the tasks of a referral out of an officer's hands; the act that does it enters itself in the ledger."""

from uuid import UUID

from django.db import transaction

from affiant.referrals.models import Task


@transaction.atomic
def loosen(*, referral_id: UUID, officer_id: UUID) -> list[UUID]:
    """Let every open task of this referral that this officer was given be nobody's; return which.

    The caller writes the ledger's entry in the same transaction.
    """
    theirs = Task.objects.filter(referral_id=referral_id, given_to_id=officer_id, done_at__isnull=True)
    found = list(theirs.order_by("at").values_list("pk", flat=True))
    theirs.filter(pk__in=found).update(given_to=None)
    return found
