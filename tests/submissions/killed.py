"""Started by test_kill.py: uploads and sends in child processes that are killed, each one step later than the last."""

import os
import random
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "affiant.config.settings.test_intake"
import django

django.setup()

from django.conf import settings  # noqa: E402 - Django stands first
from django.core.management import call_command  # noqa: E402 - Django stands first
from django.db import connection  # noqa: E402 - Django stands first
from tests.factories import reports  # noqa: E402 - Django stands first

from affiant.core.codes import ReturnKeys  # noqa: E402 - Django stands first
from affiant.submissions import selectors  # noqa: E402 - Django stands first

EVENTS = {"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.link", "os.utime"}
CONTENT = random.Random(1).randbytes(5_000_000)
MOST_STEPS = 200
MEMORY = Path("/dev/shm")  # noqa: S108 - a process dies here, not the machine: nothing needs to reach a disk


def go(keys: ReturnKeys) -> None:
    """Do what a person's browser does: go on where the upload stands, then send."""
    if not selectors.load(keys).sent:
        found = selectors.uploads(keys)
        if not found:
            reports.add_file(keys, CONTENT)
        elif not found[0].finished:
            reports.append(keys, found[0].id, found[0].offset, CONTENT[found[0].offset :])
    reports.send(keys)


def killed_at(step: int, keys: ReturnKeys) -> bool:
    """Run `go` in a child that is killed before its file operation number `step`; False if it came to its end."""
    child = os.fork()
    if child == 0:
        left = iter(range(step))

        def watch(event: str, _arguments: object) -> None:
            if event in EVENTS and next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        go(keys)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def check_after(keys: ReturnKeys) -> None:
    """Try again in a child, as the person would, and look at what arrived."""
    child = os.fork()
    if child == 0:
        go(keys)
        [folder] = reports.envelopes()
        assert reports.open_file(folder, 1) == CONTENT
        assert not list((settings.AFFIANT.intake_dir).rglob("*.age"))
        assert not [path for path in reports.inbox().iterdir() if path.name.startswith(".")]
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(f"something was lost or doubled: {keys.lookup}")


def run() -> int:
    """Kill at each step in turn; return how many steps there were."""
    for step in range(MOST_STEPS):
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            root = Path(folder)
            settings.AFFIANT = replace(settings.AFFIANT, intake_dir=root / "intake", spool_dir=root / "spool")
            keys = reports.open_draft().keys
            connection.close()
            if not killed_at(step, keys):
                return step
            check_after(keys)
    sys.exit("it never came to its end")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(run())
