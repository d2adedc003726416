"""Looking through and taking what was handed over in the background: the courier asks, a worker does it."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django_tasks import task

from affiant.ground import clock
from affiant.handover import selectors, services
from affiant.handover.models import Handover
from affiant.handover.stages import Stage


@task()
def look_through_handover(handover_id: str) -> str:
    """Look a received file through; return the stage that it is then in."""
    known = UUID(handover_id)
    return _done(known, lambda: services.examine(handover_id=known))


@task()
def take_handover(handover_id: str) -> str:
    """Take what was accepted; return the stage that it is then in."""
    known = UUID(handover_id)
    return _done(known, lambda: services.carry_out(handover_id=known, at=clock.now()))


_TASKS: Final = {Stage.RECEIVED: look_through_handover, Stage.TAKING: take_handover}


def queue_waiting(*, at: datetime) -> int:
    """Ask for every file that waits for a worker and that none was asked for; return how many.

    The file's row is what nothing loses: the task and the note that it was asked for are one transaction. A worker that
    dies is replaced after a while; one that only takes long holds the file's lock, and the other leaves it alone.
    """
    waiting = selectors.unqueued(at)
    for handover_id, stage in waiting:
        with transaction.atomic():
            Handover.objects.filter(pk=handover_id).update(queued_at=at, hindrance="")
            _TASKS[stage].enqueue(str(handover_id))
    return len(waiting)


def _done(handover_id: UUID, work: Callable[[], Stage]) -> str:
    """Do the work; what kept it from its end is noted for the page, and raised for the log."""
    try:
        return work().value
    except Exception as kept:
        services.hinder(handover_id=handover_id, by=kept)
        raise
