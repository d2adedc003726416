"""Compares ways of contact where the courier does not hold the key that opens names."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.referrals import services
from affiant.referrals.reach import not_traced


class Command(BaseCommand):
    """`affiant casework trace_contacts`: by a timer, as a process that may read the identity key."""

    help = "Keep digests of the ways of contact that came since, so that the same reporter returning is suggested."

    def handle(self, *_: Any, **__: Any) -> None:
        """Trace them, or say in one sentence why not."""
        waited = len(not_traced())
        traced = services.trace_waiting(at=timezone.now())
        if waited and not traced:
            raise CommandError("This process does not hold the identity key; the ways of contact wait.")
        self.stdout.write(f"{traced:,} looked through.")
