"""Builds the index of the search anew from the database, aside, and swaps it in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from affiant.search import services
from affiant.search.errors import AlreadyBuilding


class Command(BaseCommand):
    """`affiant casework rebuild_search`: may run while officers search, and may be broken off at any time."""

    help = "Build the index of the search anew from the database."

    def handle(self, *_: Any, **__: Any) -> None:
        """Build it and say how much it holds."""
        try:
            count = services.rebuild(tell=lambda number: self.stdout.write(f"{number:,} …"))
        except AlreadyBuilding as refused:
            raise CommandError("Somebody else builds the index at this moment; nothing was done.") from refused
        self.stdout.write(f"The index holds {count:,} referral{'' if count == 1 else 's'}.")
