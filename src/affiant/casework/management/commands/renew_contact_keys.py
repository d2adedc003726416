"""Closes every referral's names to the newest identity key, and then lets the older ones go."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.core.sealing.unseal import Identity
from affiant.handover import services as handover
from affiant.handover.errors import Damaged
from affiant.referrals import identity, services
from affiant.referrals.errors import ContactUnreadable, IdentityAway


class Command(BaseCommand):
    """`affiant casework renew_contact_keys`, after `affiant keys renew-identity`; it may be run again."""

    help = "Close every referral's key to the newest identity key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take another key that opens, and whether the older ones go."""
        parser.add_argument("--open-with", type=Path, help="a key file that opens too: the recovery key after a loss")
        parser.add_argument("--retire", action="store_true", help="then take the older keys out of identity.key")

    def handle(self, *_: Any, **options: Any) -> None:
        """Renew, or say in one sentence why not."""
        file = options["open_with"]
        more = Identity.parse_all(file.read_text()) if file else ()
        try:
            renewed = services.renew_keys(at=timezone.now(), more=more) + handover.renew_keys(more=more)
            self.stdout.write(f"{renewed:,} closed to the newest key.")
            if options["retire"]:
                self._retire()
        except IdentityAway as refused:
            raise CommandError("This process does not hold the identity key.") from refused
        except ContactUnreadable as refused:
            raise CommandError("A referral's key opens with none of the keys that are here.") from refused
        except Damaged as refused:
            raise CommandError("The key of a handed-over file opens with none of the keys that are here.") from refused

    def _retire(self) -> None:
        if services.of_older_keys() or handover.of_older_keys():
            raise CommandError("Something was closed to an older key at this moment: run it again.")
        identity.retire()
        self.stdout.write("The older keys are gone from identity.key.")
