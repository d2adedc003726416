"""Adds an organisation that may send reports, gives it a new token, closes it, lists them; removes what nobody sent."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.organisations import selectors, services
from affiant.organisations.errors import NameTaken, NoSuchOrganisation


class Command(BaseCommand):
    """`affiant intake organisation add "Name"`: prints its id, for the officers' register, and its token, once."""

    help = "Add an organisation that may send, give it a new token, close it, list all; or sweep what was never sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what to do, and with whom."""
        parser.add_argument("act", choices=["add", "renew", "close", "list", "sweep"])
        parser.add_argument("name", nargs="?", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, or say in one sentence why not."""
        if options["act"] == "sweep":
            services.sweep(at=timezone.now())
            return
        if options["act"] == "list":
            self._list()
            return
        if not options["name"].strip():
            raise CommandError("Which organisation? Give its name.")
        try:
            told = self._do(options["act"], options["name"].strip())
        except NameTaken as refused:
            raise CommandError("An organisation of this name is there already.") from refused
        except NoSuchOrganisation as refused:
            raise CommandError("No open organisation has this name.") from refused
        self.stdout.write(told)

    def _do(self, act: str, name: str) -> str:
        if act == "add":
            added = services.add(name=name, at=timezone.now())
            return f"id     {added.id}\ntoken  {added.token}"
        if act == "renew":
            return f"token  {services.renew(name=name)}"
        services.close(name=name, at=timezone.now())
        return "It is closed: its token opens nothing any more."

    def _list(self) -> None:
        for row in selectors.every():
            self.stdout.write(f"{row.id}  {row.name}{'  (closed)' if row.closed else ''}")
