"""Closes every referral's names to the newest identity key, and then lets the older ones go."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.core.sealing.unseal import Identity
from affiant.handover import envelopes
from affiant.handover import services as handover
from affiant.handover.errors import Damaged
from affiant.referrals import identity, services, spool
from affiant.referrals.errors import ContactUnreadable, IdentityAway

WAITING: Final = (
    "{waiting:,} envelopes wait whose names were sealed to an older key. Let the public face and the organisations "
    "seal to the newest (affiant keys take-identity), let the courier collect, and run it again."
)
GONE: Final = (
    "The older keys are gone from identity.key. From now on an envelope is set aside unless its names are sealed to "
    "{recipient}: the public face and every organisation that seals must have it."
)


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
            reclosed = services.reclose_names(at=timezone.now(), more=more)
            self.stdout.write(f"{reclosed:,} that came sealed to an older one were closed anew.")
            if options["retire"]:
                self._retire()
        except IdentityAway as refused:
            raise CommandError("This process does not hold the identity key.") from refused
        except ContactUnreadable as refused:
            raise CommandError("A referral's names open with none of the keys that are here.") from refused
        except Damaged as refused:
            raise CommandError("The key of a handed-over file opens with none of the keys that are here.") from refused

    def _retire(self) -> None:
        if services.of_older_keys() or handover.of_older_keys():
            raise CommandError("Something was closed to an older key at this moment: run it again.")
        if waiting := sum(map(services.waiting_for_older_keys, (spool.inbox(), envelopes.inbox()))):
            raise CommandError(WAITING.format(waiting=waiting))
        identity.retire()
        self.stdout.write(GONE.format(recipient=identity.recipient().text))
