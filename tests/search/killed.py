"""Started by test_index.py: follows the ledger and rebuilds in child processes that are killed at random moments."""

import atexit
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from affiant.config import ceremony

HOME = Path(tempfile.mkdtemp(prefix="affiant-killed-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)  # a killed child does not come so far
os.environ.update(DJANGO_SETTINGS_MODULE="affiant.config.settings.casework", AFFIANT_HOME=str(HOME))
ceremony.make_keys(HOME)
import django  # noqa: E402 - the home stands first

django.setup()

from django.core.management import call_command  # noqa: E402 - Django stands first
from django.db import connection  # noqa: E402 - Django stands first
from tests.factories import migrated, situations  # noqa: E402 - Django stands first
from tests.factories.situations import AT, Sending  # noqa: E402 - Django stands first

from affiant.ground.accounts.roles import Role  # noqa: E402 - Django stands first
from affiant.search import services  # noqa: E402 - Django stands first

REPORTS = 40


def killed_after(seconds: float, work) -> bool:
    """Run `work` over and over in a child and kill it after so long; False if it had failed before."""
    connection.close()
    child = os.fork()
    if child == 0:
        _work_for_ever(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _work_for_ever(work) -> None:
    """Work until somebody kills this process; whatever goes wrong, do not leave by the way that clears the home."""
    try:
        while True:
            work()
    except BaseException:  # noqa: BLE001 - the parent counts this child as failed
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)


def follow_all() -> None:
    while services.follow(most=3):
        pass


def main() -> int:
    """Print how many processes were killed at work; fail if the index then says anything but the database."""
    migrated.put(HOME / "casework" / "casework.sqlite3")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    chance, killed = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 7), 0
    for number in range(REPORTS):
        situations.collected_referral(Sending(text=f"Звіт число{number}, школа.", files=()))
        if number % 2 == 0:
            work = services.rebuild if number % 8 == 0 else follow_all
            killed += killed_after(chance.uniform(0.005, 0.2), work)
    follow_all()
    officer = situations.officer(Role.INVESTIGATOR)
    everything = services.find(text="школа", by=officer, at=AT)
    assert everything.total == REPORTS, everything.total
    for number in range(REPORTS):
        assert services.find(text=f"число{number}", by=officer, at=AT).total == 1, number
    print(killed)
    return 0


sys.exit(main())
