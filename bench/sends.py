"""Reports sent a second, with drafts that are prepared."""

import os
import statistics
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from affiant.core.codes import ReturnKeys
from affiant.core.documents import Answer, Shown
from bench import public_face

SENDS: Final = 600
ROUNDS: Final = 3
WORKERS: Final = 2  # as the server has
THREADS: Final = 4
TARGET: Final = 100
AT: Final = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
ACCOUNT: Final = "An invented account. " * 100
BYTES: Final = 12 * 1024  # about what a report without files has under seal: answers, contact, header

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the figure beside what the disk does with as many bytes, synced one by one."""
    with public_face.home() as home:
        sends = [_sends() for _ in range(ROUNDS)]
        limit = statistics.median(_synced_writes(home / "raw") for _ in range(ROUNDS))
    measured = statistics.median(sends)
    return [
        {
            "figure": "sends alone, drafts prepared",
            "measured": measured,
            "limit": limit,
            "ratio": measured / limit,
            "target": f">= {TARGET}",
            "unit": "a second",
            "met": measured >= TARGET,
        }
    ]


def _sends() -> float:
    """Send from as many processes as the server has workers, with threads in each."""
    from django.db import connection

    from affiant.submissions import services

    drafts = [services.open_draft(at=AT, first={"account": ACCOUNT}).keys for _ in range(SENDS)]
    connection.close()  # no process shares another's
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as processes:
        list(processes.map(_send_all, [[] for _ in range(WORKERS)]))
        started = time.perf_counter()
        list(processes.map(_send_all, [drafts[worker::WORKERS] for worker in range(WORKERS)]))
        return SENDS / (time.perf_counter() - started)


def _send_all(drafts: list[ReturnKeys]) -> None:
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(_send, drafts))


def _send(keys: ReturnKeys) -> None:
    from affiant.submissions import services
    from affiant.submissions.envelopes import Statement

    account = Answer("account", Shown("Your account", "In your own words"), ACCOUNT)
    contact = Answer("reach", Shown("How can we reach you?"), "someone@example.org")
    services.send(keys=keys, statement=Statement("en", (account,), (contact,)), at=AT)


def _synced_writes(folder: Path) -> float:
    folder.mkdir(exist_ok=True)
    content = os.urandom(BYTES)
    started = time.perf_counter()
    for number in range(SENDS):
        with (folder / str(number)).open("wb", buffering=0) as file:
            file.write(content)
            os.fdatasync(file.fileno())
    return SENDS / (time.perf_counter() - started)
