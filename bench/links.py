"""What is like a referral, and its page of links, at a hundred thousand referrals that mark and name; on SQLite."""

import os
import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from bench import casework_face, filling, queue
from bench.invented import Invented

FEW: Final = 200
MANY: Final = int(os.environ.get("BENCH_REFERRALS", "100000"))
ASKED: Final = 300
TARGET: Final = 100.0
TOWNS: Final = 300
DAYS: Final = 1000  # of a war that everybody marks a day of
PEOPLE: Final = 20_000  # who are named; a soldier's name stands in many accounts

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the 95th of 100 pages of links, over HTTP, on a throw-away SQLite file."""
    return measure("SQLite", MANY)


def measure(engine: str, many: int) -> list[Row]:
    """Fill the tables twice and measure each time: what costs the same does not grow with them."""
    chance = random.Random(5)
    with casework_face.home() as home, casework_face.serving(home) as browser:
        measured = []
        for numbers in (range(FEW), range(FEW, many)):
            filling.fill(numbers)
            mark(numbers)
            pages = [f"/referrals/{filling.id_of(chance.randrange(numbers.stop))}/links/" for _ in range(ASKED)]
            measured.append(queue.p95(browser, pages))
    few, found = measured
    return [
        {
            "figure": f"page of links, {many:,} referrals on {engine}, 95th of 100",
            "measured": found,
            "limit": few,
            "limit_unit": f"ms at {FEW}",
            "ratio": found / few,
            "target": f"< {TARGET:g} ms",
            "unit": "ms",
            "met": found < TARGET,
        }
    ]


def mark(numbers: range) -> None:
    """Give each of these referrals a marked town and day, and every third one a coded name of two words."""
    from django.db import connection

    from affiant.linking.models import Named, Sound, Spot

    started, postgres = time.perf_counter(), connection.vendor == "postgresql"
    invented = Invented(postgres=postgres, officers=[filling.id_of(0)], now=datetime.now(UTC))
    drawn, referral = invented.drawn(numbers), invented.referral["id"]
    named: Mapping[str, str] = {"referral_id": referral, "kind": "'person'", "text": f"'Ivan Bench' || n % {PEOPLE}"}
    filling.insert(Spot, _spot(referral, _day(postgres=postgres)), drawn)
    filling.insert(Named, {**named, "id": "n + 1"}, f"{drawn} WHERE n % 3 = 0")
    for key in ("'savan'", f"'sbench' || n % {PEOPLE}"):
        sound = {"named_id": "n + 1", "kind": "'person'", "key": key, "sought": key}
        filling.insert(Sound, sound, f"{drawn} WHERE n % 3 = 0")
    print(f"marked {len(numbers):,} in {time.perf_counter() - started:.0f} s", flush=True)


def _spot(referral: str, day: Callable[[str], str]) -> Mapping[str, str]:
    """Give the columns of a mark: a town of a grid over a country, which lies in a cell of its own."""
    town = f"(n * 31 % {TOWNS})"
    row, column = f"(536 + {town} % 20 * 2)", f"(808 + {town} / 20 * 4)"
    return {
        "referral_id": referral,
        "cell": f"{row} * 1440 + {column}",
        "latitude": f"{row} * 0.25 - 90 + 0.1",
        "longitude": f"{column} * 0.25 - 180 + 0.1",
        "radius": "10",
        "first": day(f"n * 13 % {DAYS}"),
        "last": day(f"n * 13 % {DAYS} + n % 10"),
    }


def _day(*, postgres: bool) -> Callable[[str], str]:
    if postgres:
        return lambda number: f"DATE '2022-02-24' + CAST({number} AS int)"
    return lambda number: f"date('2022-02-24', '+' || ({number}) || ' days')"
