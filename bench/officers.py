"""Sixty officers at work at once on SQLite: how long they wait for a page, and that nothing they kept is lost."""

import os
import random
import statistics
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bench import casework_face, filling, kept
from bench.desk import Click, Officer, Way

OFFICERS: Final = int(os.environ.get("BENCH_OFFICERS", "60"))
REFERRALS: Final = 20_000
SHARED: Final = 120  # referrals that all of them read and write at the same time
SECONDS: Final = int(os.environ.get("BENCH_SECONDS", "90"))
PAUSE: Final = (2.0, 8.0)  # seconds between two clicks: somebody who reads fast
WORKERS: Final = 2
TARGET: Final = 300.0
AT_THE_DOOR: Final = 65.0  # seconds until the face lets the next thirty of one address sign in

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the figures on a throw-away SQLite file."""
    return measure("SQLite")


def measure(engine: str) -> list[Row]:
    """Let them work for a while with pauses, then count every act that was said to be kept in tables and ledger."""
    with casework_face.home() as home:
        filling.fill(range(REFERRALS))
        _index()
        with casework_face.running(home, workers=WORKERS) as system:
            officers = _signed_in(system.casework_port)
            before, cpu = kept.entries(), _cpu(system.running[0].pid)
            clicks = _at_work(officers)
            spent = _cpu(system.running[0].pid) - cpu
        lost = kept.lost(clicks, before)
    return _rows(engine, clicks, lost, spent)


def _rows(engine: str, clicks: Sequence[Click], lost: Sequence[str], spent: float) -> list[Row]:
    taken = [click.milliseconds for click in clicks]
    writes = sum(1 for click in clicks if click.mark)
    for way in Way:
        of_way = [click.milliseconds for click in clicks if click.way is way] or [0.0]
        print(f"{way}: {len(of_way)} clicks, median {statistics.median(of_way):.0f} ms, slowest {max(of_way):.0f} ms")
    print(f"server: {1000 * spent / len(clicks):.0f} ms of CPU a click; lost: {lost[:5]}", flush=True)
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    who = f"{OFFICERS} officers at work on {engine}, {len(clicks) / SECONDS:.0f} clicks a second"
    return [
        _row(f"{who}: from click to page, median", p50, "ms", f"< {TARGET:g} ms", met=p50 < TARGET),
        _row(f"{who}: from click to page, 95th of 100", p95, "ms", f"< {TARGET:g} ms", met=p95 < TARGET),
        _row(f"{who}: acts lost", len(lost), f"of {writes} and what was read", "0", met=not lost),
    ]


def _row(figure: str, measured: float, unit: str, target: str, *, met: bool) -> Row:
    return {"figure": figure, "measured": measured, "unit": unit, "target": target, "met": met}


def _index() -> None:
    from affiant.search import services

    services.rebuild()


def _signed_in(port: int) -> list[Officer]:
    """Sign everybody in as officers do: password, then the six digits; as many a minute as the face lets in."""
    shared = _shared()
    officers = [Officer(number, port, shared) for number in range(OFFICERS)]
    for officer in officers:
        officer.enrol(at=datetime.now(UTC))
    for officer in officers:
        if not officer.sign_in():
            time.sleep(AT_THE_DOOR)
            if not officer.sign_in():
                raise RuntimeError("the door stays shut")
    return officers


def _shared() -> list[str]:
    """Return referrals that are open for work: everybody meets everybody there. Letters to their mailboxes can go."""
    from affiant.core.sealing.unseal import Identity
    from affiant.referrals.models import Referral

    found = list(Referral.objects.filter(stage="assigned").order_by("pk")[:SHARED])
    for referral in found:
        referral.mailbox = Identity.from_entropy(os.urandom(32)).recipient.text
    Referral.objects.bulk_update(found, ["mailbox"])
    return [str(referral.pk) for referral in found]


def _at_work(officers: Sequence[Officer]) -> list[Click]:
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=_work, args=(officer, until)) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [click for officer in officers for click in officer.clicks]


def _work(officer: Officer, until: float) -> None:
    chance = random.Random(officer.number)
    time.sleep(PAUSE[1] * chance.random())
    while time.monotonic() < until:
        officer.click(chance)
        time.sleep(chance.uniform(*PAUSE))


def _cpu(pid: int) -> float:
    """Return the CPU seconds of a server and its workers."""
    pids = [pid, *_children(pid)]
    fields = [open(f"/proc/{one}/stat").read().rsplit(")", 1)[1].split() for one in pids]  # noqa: PTH123, SIM115
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as listed:  # noqa: PTH123
        return [int(word) for word in listed.read().split()]
