"""Keeping filters of the queue that an officer comes back to; nothing of a case is in them."""

from uuid import UUID

from django.db import transaction

from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.referrals.errors import EmptyText, TooManyViews
from affiant.referrals.models import SavedView

MOST: int = 20  # that one officer keeps


@transaction.atomic
def save_view(*, name: str, query: str, by: Officer) -> None:
    """Keep filters under a name; the same name takes the new ones.

    Raises:
        NotPermitted: the officer has no queue.
        EmptyText: there is no name.
        TooManyViews: the officer keeps as many as one can.
    """
    check_may(by, Permission.READ_QUEUE)
    words = tidied(name)[:60]
    if not words:
        raise EmptyText
    if SavedView.objects.filter(officer=by).exclude(name=words).count() >= MOST:
        raise TooManyViews
    SavedView.objects.update_or_create(officer=by, name=words, defaults={"query": query[:500]})


def forget_view(*, view_id: UUID, by: Officer) -> None:
    """Forget one's own saved filters; nobody else's can be reached.

    Raises:
        NotPermitted: the officer has no queue.
    """
    check_may(by, Permission.READ_QUEUE)
    SavedView.objects.filter(pk=view_id, officer=by).delete()
