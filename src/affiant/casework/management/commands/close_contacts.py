"""Closes to a key of their own the names that an earlier release left to the unit key."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from affiant.referrals import services


class Command(BaseCommand):
    """`affiant casework close_contacts`: once, after the update; it may be broken off and run again."""

    help = "Close names and ways of contact of earlier reports to the identity key."

    def handle(self, *_: Any, **__: Any) -> None:
        """Close them and say how many there were."""
        closed = services.close_standing(at=timezone.now())
        self.stdout.write(
            f"{closed:,} contact document{'' if closed == 1 else 's'} closed; none is left to the unit key."
        )
