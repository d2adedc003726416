"""Taking accepted files in the background: the courier asks, a worker takes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks import task

from affiant.ground import clock
from affiant.handover import selectors, services
from affiant.handover.models import Handover


@task()
def take_handover(handover_id: str) -> str:
    """Take what was accepted; return the stage that it is then in."""
    return services.carry_out(handover_id=UUID(handover_id), at=clock.now()).value


def queue_accepted(*, at: datetime) -> int:
    """Ask for every accepted file that no worker was asked for; return how many.

    The acceptance is the row that nothing loses: the task and the note that it was asked for are one transaction.
    """
    asked = 0
    for handover_id in selectors.unqueued(at):
        with transaction.atomic():
            Handover.objects.filter(pk=handover_id).update(queued_at=at)
            take_handover.enqueue(str(handover_id))
        asked += 1
    return asked
