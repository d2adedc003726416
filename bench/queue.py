"""The queue and a referral's page at a hundred thousand referrals on SQLite, beside the same pages at two hundred."""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import httpx

from bench import casework_face

FEW: Final = 200
MANY: Final = 100_000
ASKED: Final = 300  # pages of each kind
AT_ONCE: Final = 5_000
TARGET: Final = 100.0
OFFICERS: Final = 30
SPAN: Final = timedelta(days=3650)

# Most of what ever came in is decided; what waits is little. Stage, weight, days until it is due.
STAGES: Final = (
    ("no_further_action", 60, None),
    ("shared", 10, None),
    ("intelligence", 10, None),
    ("accepted", 6, None),
    ("suspended", 3, None),
    ("referred", 3, None),
    ("sharing", 1, None),
    ("assigned", 4, 28),
    ("advice", 1, 28),
    ("proposed", 1, 28),
    ("received", 1, 2),
)
LANGUAGES: Final = ("uk", "uk", "uk", "uk", "ru", "ar", "ar", "en", "fa", "ti")
PATHS: Final = ("experienced", "witnessed", "witnessed", "told", "material", "person", "behalf", "")

Row = dict[str, Any]
Values = tuple[Any, ...]


def run() -> list[Row]:
    """Return the 95th of 100 of both pages, over HTTP, on a throw-away SQLite file."""
    return measure("SQLite", MANY)


def measure(engine: str, many: int) -> list[Row]:
    """Fill the tables twice and measure each time: what costs the same does not grow with them."""
    chance = random.Random(4)
    with casework_face.home() as home, casework_face.serving(home) as browser:
        _fill(range(FEW))
        few = _measured(browser, chance, FEW)
        started = time.perf_counter()
        _fill(range(FEW, many))
        print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
        _analyse()
        found = _measured(browser, chance, many)
    return [
        _row(f"{page}, {many:,} referrals on {engine}, 95th of 100", found[page], few[page])
        for page in ("queue", "referral")
    ]


def _row(figure: str, measured: float, few: float) -> Row:
    return {
        "figure": figure,
        "measured": measured,
        "limit": few,
        "limit_unit": f"ms at {FEW}",
        "ratio": measured / few,
        "target": f"< {TARGET:g} ms",
        "unit": "ms",
        "met": measured < TARGET,
    }


def _measured(browser: httpx.Client, chance: random.Random, many: int) -> dict[str, float]:
    queues = [_address(chance) for _ in range(ASKED)]
    pages = [f"/referrals/{_uuid(chance.randrange(many))}/" for _ in range(ASKED)]
    return {"queue": _p95(browser, queues), "referral": _p95(browser, pages)}


def _p95(browser: httpx.Client, addresses: Sequence[str]) -> float:
    """Return the milliseconds that 95 of 100 pages need at most."""
    for address in addresses[:10]:
        browser.get(address)
    taken = []
    for address in addresses:
        started = time.perf_counter()
        browser.get(address).raise_for_status()
        taken.append((time.perf_counter() - started) * 1000)
    print(f"median {statistics.median(taken):.0f} ms, slowest {max(taken):.0f} ms", flush=True)
    return statistics.quantiles(taken, n=20)[-1]


def _address(chance: random.Random) -> str:
    """Invent a view of the queue: as it opens, by one filter or two, in another order, deep inside."""
    kinds = (
        "",
        f"stage={chance.choice(STAGES)[0]}",
        "stage=all",
        f"stage=all&language={chance.choice(LANGUAGES)}",
        f"stage=all&path={chance.choice(PATHS[:-1])}&order=newest",
        f"stage={chance.choice(STAGES)[0]}&language={chance.choice(LANGUAGES)}",
        "flag=any",
        "flag=waiting",
        "also=overdue&order=due",
        "also=withdrawn",
        "whose=nobody&stage=todo",
        "whose=mine",
        "stage=all&age=month&order=newest",
        "stage=all&order=heard",
        f"number={chance.randrange(1, FEW)}",
        f"stage=all&after={_micros(chance)}.{_uuid(0).hex}",
    )
    return f"/queue/?{chance.choice(kinds)}"


def _micros(chance: random.Random) -> int:
    at = datetime.now(UTC) - SPAN * chance.random()
    return int(at.timestamp() * 1_000_000)


def _uuid(number: int) -> UUID:
    return UUID(int=random.Random(number).getrandbits(128), version=4)


def _fill(numbers: range) -> None:
    """Put invented referrals straight into the tables, each with a report and its wishes; no ledger, no envelopes."""
    officers = _officers()
    for start in range(numbers.start, numbers.stop, AT_ONCE):
        some = range(start, min(start + AT_ONCE, numbers.stop))
        referrals = [_referral(number, officers) for number in some]
        _insert("referral", [{**row, "wished_in_id": None} for row in referrals])
        _insert("submission", [_submission(row) for row in referrals])
        _insert("wish", [wish for row in referrals for wish in _wishes(row)])
    _point_to_wishes()


def _officers() -> list[Any]:
    from affiant.ground.accounts.models import Officer

    for number in range(OFFICERS - Officer.objects.count()):
        Officer.objects.create(
            username=f"invented{number}", display_name=f"Officer {number}", created_at=datetime.now(UTC)
        )
    return list(Officer.objects.values_list("pk", flat=True))


def _referral(number: int, officers: Sequence[Any]) -> dict[str, Any]:
    chance = random.Random(number)
    chance.getrandbits(128)
    ((stage, _, days),) = chance.choices(STAGES, weights=[weight for _, weight, _ in STAGES])
    age = timedelta(days=40) * chance.random() if days else SPAN * chance.random()
    at = datetime.now(UTC) - age
    danger, child = chance.random() < 0.01, chance.random() < 0.02  # noqa: PLR2004 - one in a hundred, one in fifty
    waits = (danger or child) and stage == "received"
    return {
        "id": _uuid(number),
        "reference": f"2026-{number + 1:06d}",
        "mailbox": f"age1{number:058d}",
        "mailbox_tag": f"{number:032x}",
        "stage": stage,
        "language": chance.choice(LANGUAGES),
        "received_at": at,
        "last_heard_at": at + age * chance.random(),
        "assigned_to_id": None if stage == "received" else chance.choice(officers),
        "rehearsal": False,
        "path": chance.choice(PATHS),
        "child": child,
        "danger": danger,
        "young_unsafe": False,
        "flagged": danger or child,
        "flags_raised_at": at if waits else None,
        "situation": chance.choice(("ukraine", "")),
        "due_at": at + timedelta(days=days) if days else None,
        "withdrawn_at": at if chance.random() < 0.01 else None,  # noqa: PLR2004 - one in a hundred
        "told": "received",
    }


def _submission(row: dict[str, Any]) -> dict[str, Any]:
    import json

    shown = {"hint": "", "options": [], "title": "Що сталося?"}
    words = "Вигадане повідомлення для вимірювання. " * 40
    document = {
        "answers": [{"answer": words, "question": "account", "shown": shown}],
        "envelope": row["mailbox_tag"],
        "files": [],
        "form": {"name": "report", "version": "2"},
        "format": "affiant-answers/v1",
        "kind": "report",
        "language": row["language"],
        "sent_at": row["received_at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "wishes": {"contact": "yes", "icc": "ask_first"},
    }
    return {
        "id": row["id"],
        "envelope_id": row["mailbox_tag"],
        "envelope_sha256": "0" * 64,
        "referral_id": row["id"],
        "kind": "report",
        "form": "report",
        "language": row["language"],
        "sent_at": row["received_at"],
        "collected_at": row["received_at"],
        "answers": json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
        "answers_sealed": "0" * 64,
        "contact_sealed": "0" * 64,
    }


def _wishes(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in (("contact", "yes"), ("icc", "ask_first")):
        yield {"submission_id": row["id"], "name": name, "value": value}


def _insert(name: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows as fast as the engine takes them: COPY on PostgreSQL, one prepared statement on SQLite."""
    from django.db import connection, transaction

    table, columns = f"referrals_{name}", tuple(rows[0])
    named = ", ".join(f'"{column}"' for column in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(tuple(row.values()))
        else:
            holes = ", ".join("%s" for _ in columns)
            plain = [tuple(value.hex if isinstance(value, UUID) else value for value in row.values()) for row in rows]
            cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({holes})', plain)  # noqa: S608 - own names


def _point_to_wishes() -> None:
    """Name each referral's newest wishes: the report, which has the referral's own number here."""
    from django.db.models import F

    from affiant.referrals.models import Referral

    Referral.objects.filter(wished_in__isnull=True).update(wished_in_id=F("id"))


def _analyse() -> None:
    """Let the engine count what it holds, as it does by itself in time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
