"""Telling officers of an envelope that fails on our side, round after round."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from affiant.referrals.models import Stuck


@transaction.atomic
def note_stuck(*, envelope_id: str, at: datetime) -> None:
    """Count one more try at an envelope that could neither be taken nor set aside. It stays in the inbox."""
    row, new = Stuck.objects.get_or_create(envelope_id=envelope_id, defaults={"since": at, "last_tried_at": at})
    if not new:
        Stuck.objects.filter(pk=row.pk).update(tries=F("tries") + 1, last_tried_at=at)


def forget_stuck(*, envelope_id: str) -> None:
    """Forget the tries at an envelope that has left the inbox at last."""
    Stuck.objects.filter(pk=envelope_id).delete()
