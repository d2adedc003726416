"""Makes the demonstration's officers and its one partner, once, and writes down how they sign in."""

import base64
import json
import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from affiant.core.sealing.unseal import Identity
from affiant.ground.accounts import factors
from affiant.ground.accounts import services as accounts
from affiant.ground.accounts.roles import Role
from affiant.sharing import services as sharing

OFFICERS: Final = (
    ("duty", "Demo Duty", Role.DUTY_OFFICER),
    ("investigator", "Demo Investigator", Role.INVESTIGATOR),
    ("supervisor", "Demo Supervisor", Role.SUPERVISOR),
    ("liaison", "Demo Liaison", Role.LIAISON_OFFICER),
    ("auditor", "Demo Auditor", Role.AUDITOR),
    ("administrator", "Demo Administrator", Role.ADMINISTRATOR),
)
COURT: Final = "International Criminal Court (demonstration)"
PRIVATE_FILE: Final = 0o600


class Command(BaseCommand):
    """`affiant casework demo_officers`: never run it on a system that real people report to."""

    help = "Make demonstration officers and a demonstration partner, unless they are there."

    def handle(self, *_: object, **__: object) -> None:
        """Make them once; a second run changes nothing."""
        folder = settings.AFFIANT.home / "demo"
        listed = folder / "officers.json"
        if listed.exists():
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        at = timezone.now()
        _make_court(folder / "partner.key", at)
        _write(listed, json.dumps([_make_officer(*officer, at) for officer in OFFICERS], indent=2) + "\n")


def _make_officer(username: str, display_name: str, role: Role, at: datetime) -> dict[str, str]:
    password = f"{secrets.token_hex(3)}-{secrets.token_hex(3)}-{secrets.token_hex(3)}"
    secret = base64.b32encode(secrets.token_bytes(20)).decode()
    officer = accounts.create_officer(
        username=username, display_name=display_name, password=password, roles=[role], at=at
    )
    factors.give_totp(officer=officer, secret=secret)
    return {"username": username, "password": password, "totp": secret, "role": str(role.label)}


def _make_court(file: Path, at: datetime) -> None:
    identity = Identity.from_entropy(secrets.token_bytes(32))
    sharing.add_partner(name=COURT, recipient=identity.recipient.text, valid_from=at.date(), at=at)
    _write(file, f"# public key: {identity.recipient.text}\n{identity.text}\n")


def _write(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "w") as opened:
        opened.write(text)
