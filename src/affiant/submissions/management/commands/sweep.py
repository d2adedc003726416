"""`affiant intake sweep`: run it at every start and then once an hour."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from affiant.submissions import services


class Command(BaseCommand):
    """Puts right what crashes left behind, and deletes what has outlived its day."""

    help = (
        "Publish what was sent and did not appear; delete ended visits, abandoned drafts and what crashes left behind."
    )

    def handle(self, **_options: object) -> None:
        """Sweep once."""
        services.sweep(at=timezone.now())
