"""Couriers in processes of their own: two at once, and killed at any moment. Each envelope becomes one submission."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql
from tests.factories import migrated
from tests.factories.situations import File, Sending

from affiant.referrals import spool

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Casework:
    """A home with its own database: SQLite in it, or a new one on the cluster that the tests were given."""

    home: Path
    database: str

    def run(self, *arguments: str) -> subprocess.Popen:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AFFIANT_", "COV_"))}
        kept |= {"AFFIANT_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "affiant.config.settings.casework"}
        kept |= {"AFFIANT_CASEWORK_DATABASE": self.database}
        return subprocess.Popen([sys.executable, "-m", "django", *arguments], env=kept)

    def ask(self, question: str) -> list[tuple]:
        if self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(question).fetchall()
        with closing(sqlite3.connect(self.home / "casework" / "casework.sqlite3")) as connection:
            return connection.execute(question).fetchall()


@pytest.fixture
def casework(house) -> Casework:
    made = Casework(house.home, new_database(os.environ.get("AFFIANT_TEST_DATABASE", "")))
    if not made.database:
        migrated.put(made.home / "casework" / "casework.sqlite3")
    assert made.run("migrate", "--verbosity=0").wait(timeout=600) == 0
    return made


def new_database(cluster: str) -> str:
    if not cluster:
        return ""
    name = f"couriers_{os.urandom(6).hex()}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        names = map(sql.Identifier, (name, migrated.template(cluster)))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return urlsplit(cluster)._replace(path=f"/{name}").geturl()


def deliver_many(count: int) -> list[Sending]:
    sendings = [Sending(files=(File(os.urandom(9000)),)) for _ in range(count)]
    sendings += [Sending(keys=one.keys, kind="message", files=(File(b"more"),)) for one in sendings[: count // 2]]
    for sending in sendings:
        sending.deliver()
    return sendings


def wait_until_one_is_taken() -> None:
    waiting, until = len(list(spool.inbox().ids())), time.monotonic() + 60
    while waiting and len(list(spool.inbox().ids())) == waiting and time.monotonic() < until:
        time.sleep(0.005)


def check_everything_is_there_once(casework: Casework, sendings: list[Sending]) -> None:
    assert spool.inbox().ids() == []
    assert casework.ask("SELECT count(*), count(DISTINCT envelope_id) FROM referrals_submission") == [
        (len(sendings), len(sendings))
    ]
    mailboxes = {sending.keys.mailbox.tag for sending in sendings}
    assert casework.ask("SELECT count(*) FROM referrals_referral") == [(len(mailboxes),)]
    assert casework.ask("SELECT count(*) FROM evidence_exhibit") == [(len(sendings),)]
    assert casework.ask("SELECT count(*) FROM referrals_contact WHERE traced_at IS NOT NULL") == [(len(sendings),)]
    assert casework.ask("SELECT count(*) FROM ledger_entry") == [(2 * len(sendings) + len(mailboxes),)]  # one is traced
    assert casework.ask("SELECT count(*) FROM referrals_quarantine") == [(0,)]
    letters = [letter for tag in mailboxes for letter in spool.outbox().letters(tag)]
    assert len(letters) == len(sendings)


def test_two_couriers_at_once_make_one_referral_of_each_mailbox(casework):
    sendings = deliver_many(20)

    couriers = [casework.run("courier", "--once") for _ in range(2)]

    assert [courier.wait(timeout=120) for courier in couriers] == [0, 0]
    assert casework.run("courier", "--once").wait(timeout=120) == 0
    check_everything_is_there_once(casework, sendings)


def test_a_courier_that_is_killed_again_and_again_loses_and_doubles_nothing(casework):
    sendings = deliver_many(30)
    chance = random.Random(7)

    for _ in range(5):
        courier = casework.run("courier")
        wait_until_one_is_taken()
        time.sleep(chance.random() * 0.1)
        courier.send_signal(signal.SIGKILL)
        courier.wait(timeout=30)

    assert casework.run("courier", "--once").wait(timeout=120) == 0
    check_everything_is_there_once(casework, sendings)


def test_a_courier_stops_when_it_is_asked_to(casework):
    deliver_many(1)
    courier = casework.run("courier")
    wait_until_one_is_taken()

    courier.terminate()

    assert courier.wait(timeout=60) == 0
