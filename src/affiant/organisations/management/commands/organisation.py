"""Adds an organisation that may send reports, gives it a new token, closes it; removes pieces that nobody sent."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.organisations import services
from affiant.organisations.errors import NameTaken, NoSuchOrganisation


class Command(BaseCommand):
    """`affiant intake organisation add "Name"`: prints the token, once."""

    help = "Add an organisation that may send reports, give it a new token, close it; or sweep what was never sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what to do, and with whom."""
        parser.add_argument("act", choices=["add", "renew", "close", "sweep"])
        parser.add_argument("name", nargs="?", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, or say in one sentence why not."""
        if options["act"] == "sweep":
            services.sweep(at=timezone.now())
            return
        if not options["name"].strip():
            raise CommandError("Which organisation? Give its name.")
        try:
            token = self._do(options["act"], options["name"].strip())
        except NameTaken as refused:
            raise CommandError("An organisation of this name is there already.") from refused
        except NoSuchOrganisation as refused:
            raise CommandError("No open organisation has this name.") from refused
        self.stdout.write(token or "It is closed: its token opens nothing any more.")

    def _do(self, act: str, name: str) -> str:
        if act == "add":
            return services.add(name=name, at=timezone.now())
        if act == "renew":
            return services.renew(name=name)
        services.close(name=name, at=timezone.now())
        return ""
