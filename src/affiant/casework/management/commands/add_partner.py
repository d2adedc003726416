"""Makes a partner from the terminal: a body that packages may go to, and the key that they are sealed to."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.sharing import services as sharing
from affiant.sharing.errors import BodyUnknown, NameTaken, RecipientMalformed


class Command(BaseCommand):
    """`affiant casework add_partner --name "…" --recipient age1…`."""

    help = "Make a partner that packages may go to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say who it is, which key it holds, and from when."""
        parser.add_argument("--name", required=True)
        parser.add_argument("--recipient", required=True, help="its age recipient, compared with it by other means")
        parser.add_argument(
            "--body", default="icc", help="the wish that says what may go to it, as the profile names it"
        )
        parser.add_argument("--since", type=date.fromisoformat, help="the first day (YYYY-MM-DD); today if not given")

    def handle(self, **options: Any) -> None:
        """Make the partner, or say in one sentence why not."""
        at = timezone.now()
        since = options["since"] or at.date()
        try:
            partner = sharing.add_partner(
                name=options["name"],
                recipient=options["recipient"],
                body=options["body"],
                valid_from=since,
                at=at,
            )
        except BodyUnknown as refused:
            raise CommandError(
                "The unit profile names no such body; `states` and `support` are there too."
            ) from refused
        except NameTaken as refused:
            raise CommandError("A partner of this name is there already.") from refused
        except RecipientMalformed as refused:
            raise CommandError("This is not an age recipient: it begins with age1 and has a checksum.") from refused
        self.stdout.write(f"{partner.name} may receive packages from {since.isoformat()} on.")
