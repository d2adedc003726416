"""Makes an officer from the terminal: how a new system gets its first administrator."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.ground.accounts import services as accounts
from affiant.ground.accounts.errors import UsernameTaken, WeakPassword
from affiant.ground.accounts.roles import Role


class Command(BaseCommand):
    """`affiant casework add_officer NAME --name "…" --role administrator`."""

    help = "Make an officer; the password is asked for, the second factor is set up at the first sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say who it is and what they do."""
        parser.add_argument("username", help="the name to sign in with")
        parser.add_argument("--name", required=True, help="the name that other officers see")
        parser.add_argument("--role", required=True, action="append", choices=Role.values, help="may be repeated")

    def handle(self, **options: Any) -> None:
        """Make the officer, or say in one sentence why not."""
        try:
            accounts.create_officer(
                username=options["username"],
                display_name=options["name"],
                password=_asked_twice(),
                roles=[Role(role) for role in options["role"]],
                at=timezone.now(),
            )
        except UsernameTaken as refused:
            raise CommandError("An officer of this user name is there already.") from refused
        except WeakPassword as refused:
            raise CommandError("This password is too short or too common: take four words or more.") from refused
        self.stdout.write(f"{options['username']} can sign in now, and sets up a second factor then.")


def _asked_twice() -> str:
    try:
        password, again = getpass("Password: "), getpass("Once more: ")
    except EOFError as nobody:
        raise CommandError("There is nobody to ask for the password: run this in a terminal.") from nobody
    if again != password:
        raise CommandError("The two passwords are not the same; nothing was made.")
    return password
