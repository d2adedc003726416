"""Prints the public keys that a verifier pins: publish them where partners, courts and reporters can compare."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand

from affiant.core.packaging.verify import bag
from affiant.ground.ledger import selectors as ledger


class Command(BaseCommand):
    """`affiant casework public_keys`."""

    help = "Print the keys that affiant verify takes with --receipt-key, --desk-key, --package-key and --ledger-key."

    def handle(self, **_: object) -> None:
        """Print one JSON object."""
        keys = {
            "desk-key": settings.AFFIANT.desk_key.public,
            "ledger-key": ledger.vkey(),
            "package-key": bag.fingerprint(settings.AFFIANT.package_key.public_pem),
            "receipt-key": settings.AFFIANT.intake_public_key,
        }
        self.stdout.write(json.dumps(keys, indent=2))
