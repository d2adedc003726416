"""Writing packages in the background: the courier asks, a worker writes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks import task

from affiant.ground import clock
from affiant.sharing import selectors, services
from affiant.sharing.models import Package
from affiant.sharing.stages import Failure


@task()
def write_package(package_id: str) -> str:
    """Write an approved package; return the stage that it is then in."""
    try:
        return services.write(package_id=UUID(package_id), at=clock.now()).value
    except Exception:
        services.fail(package_id=UUID(package_id), failure=Failure.UNEXPECTED, at=clock.now())
        raise


def queue_approved(*, at: datetime) -> int:
    """Ask for every approved package that no worker was asked for; return how many.

    The approval is the row that nothing loses: the task and the note that it was asked for are one transaction.
    """
    asked = 0
    for package_id in selectors.unqueued(at):
        with transaction.atomic():
            Package.objects.filter(pk=package_id).update(queued_at=at)
            write_package.enqueue(str(package_id))
        asked += 1
    return asked
