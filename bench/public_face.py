"""A public face over a home of its own, with a draft that is open and its browser's cookie."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from affiant.config import ceremony
from affiant.operate.processes import System, free_port


@dataclass(frozen=True)
class Face:
    """A running public face: its server's processes, and a visit that may add files."""

    home: Path
    port: int
    workers: list[int]
    cookie: str


@contextmanager
def home() -> Iterator[Path]:
    """Give a new home with keys and tables, and Django set up over it; it is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="affiant-bench-"))
    os.environ["AFFIANT_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "affiant.config.settings.intake"
    ceremony.make_keys(folder)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving(folder: Path, *, assets: bool = False) -> Iterator[Face]:
    """Run the public face's own server over the home; with its assets, if a browser is to come."""
    (folder / "intake" / "static").mkdir(exist_ok=True)
    system = System(folder, free_port(), free_port())
    if assets:
        system.command("intake", "collectstatic", "--noinput", "--verbosity=0")
    server = system.serve("intake", workers=1)
    try:
        system.await_face("intake")
        yield Face(folder, system.intake_port, _children(server.pid), _visit())
    finally:
        system.stop()


def _visit() -> str:
    """Open a draft and return the cookie of its visit, as the form's first page does."""
    from affiant.intake import reporter
    from affiant.submissions import services
    from affiant.submissions.sessions import SessionStore

    opened = services.open_draft(at=datetime.now(UTC), first={})
    session = SessionStore()
    session[reporter.PLACE] = {
        "code": opened.code.digits,
        "lookup": opened.keys.lookup,
        "draft_key": opened.keys.draft_key.hex(),
        "mailbox": opened.keys.mailbox.secret.hex(),
    }
    session.save()
    return f"visit={session.session_key}"


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
