"""Reports sent a second, with drafts that are prepared."""

import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bench import public_face

SENDS: Final = 600
ROUNDS: Final = 3
THREADS: Final = 4
TARGET: Final = 100
AT: Final = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
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
    from affiant.core.documents import Answer, Shown
    from affiant.submissions import services

    account = Answer("account", Shown("Your account", "In your own words"), "An invented account. " * 100)
    contact = Answer("reach", Shown("How can we reach you?"), "someone@example.org")
    drafts = [services.open_draft(at=AT, first={"account": "An invented account. " * 100}) for _ in range(SENDS)]

    def send(draft: services.Opened) -> None:
        services.send(keys=draft.keys, shown=[account], contact=[contact], language="en", rehearsal=False, at=AT)

    with ThreadPoolExecutor(THREADS) as pool:
        started = time.perf_counter()
        list(pool.map(send, drafts))
        return SENDS / (time.perf_counter() - started)


def _synced_writes(folder: Path) -> float:
    folder.mkdir(exist_ok=True)
    content = os.urandom(BYTES)
    started = time.perf_counter()
    for number in range(SENDS):
        with (folder / str(number)).open("wb", buffering=0) as file:
            file.write(content)
            os.fdatasync(file.fileno())
    return SENDS / (time.perf_counter() - started)
