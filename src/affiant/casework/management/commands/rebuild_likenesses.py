"""Makes the signs by which likenesses are found anew, from the database."""

from typing import Any

from django.core.management.base import BaseCommand

from affiant.linking import services


class Command(BaseCommand):
    """`affiant casework rebuild_likenesses`: may run while officers work, and be broken off: the courier goes on."""

    help = "Make anew the signs by which referrals that are alike are found."

    def handle(self, *_: Any, **__: Any) -> None:
        """Follow the ledger from its beginning."""
        services.begin_anew()
        while left := services.follow():
            self.stdout.write(f"{left:,} entries of the ledger are left …")
        self.stdout.write("Every referral's signs are made anew.")
