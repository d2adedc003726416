"""An officers' face over a home of its own, and a browser in which an officer is signed in."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx

from affiant.config import ceremony
from affiant.operate.processes import System, free_port

BROWSER: Final = "bench"  # a session stays in the browser that opened it


@contextmanager
def home() -> Iterator[Path]:
    """Give a new home with keys, tables and assets, and Django set up over it; it is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="affiant-bench-"))
    os.environ.update(AFFIANT_HOME=str(folder), DJANGO_SETTINGS_MODULE="affiant.config.settings.casework")
    ceremony.make_keys(folder)
    import django
    from django.core.management import call_command

    django.setup()
    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(folder: Path, *, workers: int) -> Iterator[System]:
    """Run the officers' face's own server over the home."""
    system = System(folder, free_port(), free_port())
    system.serve("casework", workers=workers)
    try:
        system.await_face("casework")
        yield system
    finally:
        system.stop()


@contextmanager
def serving(folder: Path) -> Iterator[httpx.Client]:
    """Run the officers' face over the home; give the browser of a signed-in investigator."""
    named = {"User-Agent": BROWSER}
    with (
        running(folder, workers=1) as system,
        httpx.Client(base_url=system.casework_address, cookies=_signed_in(), headers=named, timeout=60) as browser,
    ):
        yield browser


def _signed_in() -> dict[str, str]:
    """Sign an officer in as far as password and second factor lead."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
    from django.conf import settings
    from django.test import Client

    from affiant.casework import visits
    from affiant.ground.accounts import services
    from affiant.ground.accounts.roles import Role

    officer = services.create_officer(
        username="bench",
        display_name="Bench",
        password="seven quiet herons walk",  # noqa: S106 - in a home that is thrown away
        roles=[Role.INVESTIGATOR],
        at=datetime.now(UTC),
    )
    client = Client()
    client.force_login(officer)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(officer.pk)
    session[visits.MARK] = [time.time(), hashlib.sha256(BROWSER.encode()).hexdigest()]
    session.save()
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
