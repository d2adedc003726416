"""Fills the officers' tables with invented referrals: the engine makes the rows itself, and the indexes afterwards."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from bench.invented import Invented

if TYPE_CHECKING:
    from django.db.models import Model

AT_ONCE: Final = 100_000
WISHES: Final = "SELECT 'contact' AS wish, 'yes' AS said UNION ALL SELECT 'icc', 'ask_first'"
ENTRIES_AT_ONCE: Final = 2_000
OFFICERS: Final = 30
WORDS: Final = "Вигадане повідомлення для вимірювання. " * 40

Texts = Callable[[range], Iterable[str]]


def fill(numbers: range, *, texts: Texts | None = None, ledger: bool = True) -> None:
    """Put referrals of these numbers into the tables, with what stands around each: report, wishes, file, decision.

    What officers would have found in years stands there in minutes. The ledger gets an entry for each by its own
    service; envelopes and sealed files do not exist. `texts` gives the accounts of a range of numbers.
    """
    from django.db import connection

    started = time.perf_counter()
    invented = Invented(postgres=connection.vendor == "postgresql", officers=_officers(), now=datetime.now(UTC))
    with _eagerly(), _without_indexes(tuple(_tables(invented))):
        for start in range(numbers.start, numbers.stop, AT_ONCE):
            some = range(start, min(start + AT_ONCE, numbers.stop))
            _keep_words(some, texts or _same_words)
            for model, columns, which in _tables(invented).values():
                insert(model, columns, invented.drawn(some) + which)
    if ledger:
        _enter(numbers)
    _count_rows(numbers)
    print(f"filled with {len(numbers):,} in {time.perf_counter() - started:.0f} s", flush=True)


def id_of(number: int) -> UUID:
    """Return the id of the referral of this number."""
    return UUID(md5(f"referral{number}".encode(), usedforsecurity=False).hexdigest())


def document(words: str) -> str:
    """Return the answers of a report as the tables hold them, with places for what differs from report to report."""
    shown = {"hint": "", "options": [], "title": "Що сталося?"}
    return json.dumps(
        {
            "answers": [{"answer": words, "question": "account", "shown": shown}],
            "envelope": "@envelope@",
            "files": [],
            "form": {"name": "report", "version": "2"},
            "format": "affiant-answers/v1",
            "kind": "report",
            "language": "@language@",
            "sent_at": "@sent_at@",
            "wishes": {"contact": "yes", "icc": "ask_first"},
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def _tables(invented: Invented) -> dict[str, tuple["type[Model]", Mapping[str, str], str]]:
    """Return by table its model, an expression for each column that matters, and which rows it is for."""
    from affiant.evidence.models import Exhibit
    from affiant.referrals.models import Referral, Submission, Wish
    from affiant.triage.models import Decision

    made = (
        (Referral, invented.referral, ""),
        (Submission, invented.submission, " JOIN bench_words USING (n)"),
        (Wish, invented.wish, f" CROSS JOIN ({WISHES}) AS wishes"),
        (Exhibit, invented.exhibit, " WHERE n % 3 = 0"),
        (Decision, invented.decision, " WHERE days IS NULL OR stage = 'proposed'"),
    )
    return {model._meta.db_table: (model, columns, which) for model, columns, which in made}  # noqa: SLF001


def _officers() -> Sequence[UUID]:
    from affiant.ground.accounts.models import Officer

    for number in range(OFFICERS - Officer.objects.count()):
        Officer.objects.create(
            username=f"invented{number}", display_name=f"Officer {number}", created_at=datetime.now(UTC)
        )
    return list(Officer.objects.order_by("pk").values_list("pk", flat=True))


def insert(model: "type[Model]", columns: Mapping[str, str], source: str) -> None:
    """Let the engine insert; a column without an expression gets what Django would put there."""
    from django.db import connection, transaction

    fields = [field for field in model._meta.concrete_fields if field.column in columns or not _counts_itself(field)]  # noqa: SLF001
    plain = [field for field in fields if field.column not in columns]
    mine = [field for field in fields if field.column in columns]
    holes = [field.get_db_prep_save(field.get_default(), connection) for field in plain]
    into = ", ".join(f'"{field.column}"' for field in [*mine, *plain])
    values = ", ".join([*(columns[field.column].replace("%", "%%") for field in mine), *("%s" for _ in plain)])
    text = f'INSERT INTO "{model._meta.db_table}" ({into}) SELECT {values} FROM {source.replace("%", "%%")}'  # noqa: S608, SLF001
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, holes)


def _counts_itself(field: Any) -> bool:  # noqa: ANN401 - any field of Django's
    return bool(field.primary_key and field.get_internal_type() in {"AutoField", "BigAutoField"})


def _same_words(numbers: range) -> Iterable[str]:
    return (WORDS for _ in numbers)


def _keep_words(numbers: range, texts: Texts) -> None:
    from django.db import connection, transaction

    rows = ((number, document(words)) for number, words in zip(numbers, texts(numbers), strict=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_words")
        cursor.execute("CREATE TEMPORARY TABLE bench_words (n integer PRIMARY KEY, words text)")
        if connection.vendor == "postgresql":
            with cursor.copy("COPY bench_words (n, words) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany("INSERT INTO bench_words (n, words) VALUES (%s, %s)", rows)


@contextmanager
def _eagerly() -> Iterator[None]:
    """Let the engine neither sync nor look at foreign keys while the tables are filled."""
    from django.db import connection

    postgres = connection.vendor == "postgresql"
    fast = (
        ("SET synchronous_commit = off", "SET session_replication_role = replica", "SET maintenance_work_mem = '1GB'")
        if postgres
        else (
            "PRAGMA synchronous = OFF",
            "PRAGMA secure_delete = OFF",
            "PRAGMA foreign_keys = OFF",
            "PRAGMA cache_size = -1000000",
        )
    )
    with connection.cursor() as cursor:
        for word in fast:
            cursor.execute(word)
    try:
        yield
    finally:
        connection.close()  # what was set goes with it


@contextmanager
def _without_indexes(tables: Sequence[str]) -> Iterator[None]:
    """Take the indexes away and build each anew from sorted rows: a million single insertions would take hours."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef, tablename FROM pg_indexes "
                "WHERE indexname NOT IN (SELECT conname FROM pg_constraint)"
            )
        else:
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        found = [row[:2] for row in cursor.fetchall() if row[-1] in tables]
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, made in found:
            cursor.execute(made)


def _enter(numbers: range) -> None:
    """Let the ledger know of each referral, many in a transaction."""
    from django.db import transaction

    from affiant.core.ledger.entries import Entry, Kind
    from affiant.ground.ledger import services

    at = datetime.now(UTC) - timedelta(days=1)
    for start in range(numbers.start, numbers.stop, ENTRIES_AT_ONCE):
        some = range(start, min(start + ENTRIES_AT_ONCE, numbers.stop))
        entries = [
            Entry(kind=Kind.COLLECTION, act="referral.collected", about=str(id_of(number)), by="system:courier", at=at)
            for number in some
        ]
        with transaction.atomic():
            services.append_many(entries=entries)


def _count_rows(numbers: range) -> None:
    """Say up to which number references are given, and let the engine count what it holds, as it does in time."""
    from django.db import connection

    from affiant.referrals.models import ReferenceCounter

    ReferenceCounter.objects.update_or_create(year=2026, defaults={"last": numbers.stop})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
