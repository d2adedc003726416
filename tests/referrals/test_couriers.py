"""Couriers in processes of their own: two at once, and killed at any moment. Each envelope becomes one submission."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.factories.situations import File, Sending

from affiant.referrals import spool

pytestmark = pytest.mark.slow


@pytest.fixture
def home(house) -> Path:
    run(house.home, "migrate", "--verbosity=0").wait(timeout=120)
    return house.home


def run(home: Path, *arguments: str) -> subprocess.Popen:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AFFIANT_", "COV_"))}
    environment |= {"AFFIANT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "affiant.config.settings.casework"}
    return subprocess.Popen([sys.executable, "-m", "django", *arguments], env=environment)


def ask(home: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(home / "casework" / "casework.sqlite3")) as database:
        return database.execute(question).fetchall()


def deliver_many(count: int) -> list[Sending]:
    sendings = [Sending(files=(File(os.urandom(9000)),)) for _ in range(count)]
    sendings += [Sending(keys=one.keys, kind="message", files=(File(b"more"),)) for one in sendings[: count // 2]]
    for sending in sendings:
        sending.deliver()
    return sendings


def check_everything_is_there_once(home: Path, sendings: list[Sending]) -> None:
    assert spool.inbox().ids() == []
    assert ask(home, "SELECT count(*), count(DISTINCT envelope_id) FROM referrals_submission") == [
        (len(sendings), len(sendings))
    ]
    mailboxes = {sending.keys.mailbox.tag for sending in sendings}
    assert ask(home, "SELECT count(*) FROM referrals_referral") == [(len(mailboxes),)]
    assert ask(home, "SELECT count(*) FROM evidence_exhibit") == [(len(sendings),)]
    assert ask(home, "SELECT count(*) FROM ledger_entry") == [(2 * len(sendings),)]
    assert ask(home, "SELECT count(*) FROM referrals_quarantine") == [(0,)]
    letters = [letter for tag in mailboxes for letter in spool.outbox().letters(tag)]
    assert len(letters) == len(sendings)


def test_two_couriers_at_once_make_one_referral_of_each_mailbox(home):
    sendings = deliver_many(20)

    couriers = [run(home, "courier", "--once") for _ in range(2)]

    assert [courier.wait(timeout=120) for courier in couriers] == [0, 0]
    assert run(home, "courier", "--once").wait(timeout=120) == 0
    check_everything_is_there_once(home, sendings)


def test_a_courier_that_is_killed_again_and_again_loses_and_doubles_nothing(home):
    sendings = deliver_many(30)
    chance = random.Random(7)

    for _ in range(6):
        courier = run(home, "courier")
        time.sleep(0.9 + chance.random() * 0.6)
        courier.send_signal(signal.SIGKILL)
        courier.wait(timeout=30)

    assert run(home, "courier", "--once").wait(timeout=120) == 0
    check_everything_is_there_once(home, sendings)


def test_a_courier_stops_when_it_is_asked_to(home):
    courier = run(home, "courier")
    time.sleep(2.5)

    courier.terminate()

    assert courier.wait(timeout=15) == 0
