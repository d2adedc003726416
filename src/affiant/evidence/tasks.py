"""Reading texts in the background: the courier asks, a worker reads."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django_tasks import task

from affiant.evidence import services
from affiant.evidence.models import TextRequest
from affiant.ground import clock

WAITING: Final = 8  # that workers have before them: ten thousand files at once may not keep a package waiting
FORGOTTEN_AFTER: Final = timedelta(minutes=15)  # a worker that has not been heard of for so long is not there


@task()
def derive_text(exhibit_id: str) -> str:
    """Read an exhibit's text; return what came, in one word."""
    outcome = services.derive_text(exhibit_id=UUID(exhibit_id), at=clock.now())
    return outcome.value if outcome else ""


def queue_waiting(*, at: datetime) -> int:
    """Ask workers for as many texts as they have room for, those first that were never asked for; return how many.

    The request is the row that nothing loses: the task and the note that it was asked for are one transaction.
    """
    forgotten = at - FORGOTTEN_AFTER
    room = max(0, WAITING - TextRequest.objects.filter(queued_at__gte=forgotten).count())
    asked = _first(room, queued_at__isnull=True)
    asked += _first(room - len(asked), queued_at__lt=forgotten)
    for exhibit_id in asked:
        with transaction.atomic():
            TextRequest.objects.filter(pk=exhibit_id).update(queued_at=at)
            derive_text.enqueue(str(exhibit_id))
    return len(asked)


def _first(room: int, **which: object) -> list[UUID]:
    return list(TextRequest.objects.filter(**which).values_list("pk", flat=True)[:room])
