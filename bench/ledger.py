"""Entries appended under group commit and leaves replayed, each beside what the machine itself can do."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

if TYPE_CHECKING:
    from affiant.core.ledger.entries import Entry

ROUNDS: Final = 3
THREADS: Final = 64
CONSULTATIONS: Final = 200  # of each thread
BATCH: Final = 64
BATCHES: Final = 300
REFERRALS: Final = 500  # that officers have open at the same time
LEAVES: Final = 1_000_000
PROOFS: Final = 300
APPENDS_TARGET: Final = 15_000
REPLAY_TARGET: Final = 700_000
PROOF_TARGET: Final = 5.0
SYNCED: Final = 16 * 1024  # bytes of a synced write: what one commit writes at least
AT: Final = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the figures of the ledger; a throw-away SQLite file, WAL, synced at every commit."""
    with _home() as home:
        limit = statistics.median(_synced_writes(home / "raw") for _ in range(ROUNDS))
        batches = statistics.median(_batches() for _ in range(ROUNDS))
        threads = statistics.median(_threads() for _ in range(ROUNDS))
        proofs = _proofs()
    hashes = statistics.median(_hashes() for _ in range(ROUNDS))
    leaves = [b"%08d" % seq + b"x" * 191 for seq in range(LEAVES)]
    replayed = statistics.median(_replay(leaves) for _ in range(ROUNDS))
    return [
        _row(f"ledger: appends, {BATCH} a commit", batches, limit, APPENDS_TARGET, "synced writes a second"),
        _row(f"ledger: consultations, {THREADS} threads", threads, limit, APPENDS_TARGET, "synced writes a second"),
        _row("ledger: leaves replayed by the verifier", replayed, hashes, REPLAY_TARGET, "hashes a second"),
        {
            "figure": "ledger: inclusion proof from the tables, median",
            "measured": proofs,
            "target": f"<= {PROOF_TARGET:g}",
            "unit": "ms",
            "met": proofs <= PROOF_TARGET,
        },
    ]


def _row(figure: str, measured: float, limit: float, target: int, limit_unit: str) -> Row:
    return {
        "figure": figure,
        "measured": measured,
        "limit": limit,
        "limit_unit": limit_unit,
        "ratio": measured / limit,
        "target": f">= {target:,}",
        "unit": "a second",
        "met": measured >= target,
    }


@contextmanager
def _home() -> Iterator[Path]:
    """Give a home with keys and migrated tables, on the disk that the temporary folder stands on."""
    with tempfile.TemporaryDirectory(prefix="affiant-bench-") as folder:
        os.environ.update(AFFIANT_HOME=folder, DJANGO_SETTINGS_MODULE="affiant.config.settings.casework")
        from affiant.config import ceremony

        ceremony.make_keys(Path(folder))
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        yield Path(folder)
        connection.close()


def _entry(number: int) -> "Entry":
    from affiant.core.ledger.entries import Entry, Kind

    about, officer = UUID(int=number % REFERRALS), UUID(int=number % THREADS)
    return Entry(kind=Kind.CONSULTATION, act="referral.read", about=str(about), by=f"officer:{officer}", at=AT)


def _batches() -> float:
    from django.db import transaction

    from affiant.ground.ledger import services

    entries = [_entry(number) for number in range(BATCH)]
    started = time.perf_counter()
    for _ in range(BATCHES):
        with transaction.atomic():
            services.append_many(entries=entries)
    return BATCH * BATCHES / (time.perf_counter() - started)


def _threads() -> float:
    from django.db import connection

    from affiant.ground.ledger import services

    def consult(thread: int) -> None:
        for number in range(CONSULTATIONS):
            services.consult(entry=_entry(thread + number * THREADS))
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        started = time.perf_counter()
        list(pool.map(consult, range(THREADS)))
        return THREADS * CONSULTATIONS / (time.perf_counter() - started)


def _proofs() -> float:
    """Return the median milliseconds of a proof, spread over the whole ledger."""
    from affiant.ground.ledger import selectors

    size, taken = selectors.size(), []
    for number in range(PROOFS):
        started = time.perf_counter()
        selectors.inclusion_proof(number * size // PROOFS, size)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def _synced_writes(file: Path) -> float:
    content, count = os.urandom(SYNCED), 1000
    with file.open("wb", buffering=0) as raw:
        raw.write(content * count)
        os.fsync(raw.fileno())
        started = time.perf_counter()
        for number in range(count):
            os.pwrite(raw.fileno(), content, number * SYNCED)
            os.fdatasync(raw.fileno())
        return count / (time.perf_counter() - started)


def _hashes() -> float:
    """Return how many inner nodes this core hashes a second; a replay takes two hashes a leaf."""
    node, count = bytes(65), 500_000
    started = time.perf_counter()
    for _ in range(count):
        sha256(node).digest()
    return count / (time.perf_counter() - started)


def _replay(leaves: Sequence[bytes]) -> float:
    from affiant.core.ledger import verify

    started = time.perf_counter()
    verify.replay(leaves)
    return len(leaves) / (time.perf_counter() - started)
