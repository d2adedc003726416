"""Prints the public keys that a verifier pins and that senders seal to: publish them where people can compare."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand

from affiant.core.packaging.verify import bag
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import identity


class Command(BaseCommand):
    """`affiant casework public_keys`."""

    help = "Print the keys that affiant verify takes (--receipt-key and so on), and those that reports are sealed to."

    def handle(self, **_: object) -> None:
        """Print one JSON object."""
        keys = {
            "desk-key": settings.AFFIANT.desk_key.public,
            "identity": identity.recipient().text,
            "ledger-key": ledger.vkey(),
            "package-key": bag.fingerprint(settings.AFFIANT.package_key.public_pem),
            "receipt-key": settings.AFFIANT.intake_public_key,
            "recovery": settings.AFFIANT.recovery.text,
            "unit": settings.AFFIANT.unit_identity.recipient.text,
        }
        self.stdout.write(json.dumps(keys, indent=2))
