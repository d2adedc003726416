"""The queue and a referral's page at a hundred thousand referrals on SQLite, beside the same pages at two hundred."""

import os
import random
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import httpx

from bench import casework_face, filling
from bench.invented import LANGUAGES, PATHS, SITUATIONS, SPAN, STAGES

FEW: Final = 200
MANY: Final = int(os.environ.get("BENCH_REFERRALS", "100000"))
ASKED: Final = 300  # pages of each kind
TARGET: Final = 100.0
CLOSED: Final = 40  # referrals from which the officer who asks has stepped back

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the 95th of 100 of both pages, over HTTP, on a throw-away SQLite file."""
    return measure("SQLite", MANY)


def measure(engine: str, many: int) -> list[Row]:
    """Fill the tables twice and measure each time: what costs the same does not grow with them."""
    chance = random.Random(4)
    with casework_face.home() as home, casework_face.serving(home) as browser:
        filling.fill(range(FEW))
        few = _measured(browser, chance, FEW)
        filling.fill(range(FEW, many))
        _step_back(many)
        found = _measured(browser, chance, many)
    return [
        _row(f"{page}, {many:,} referrals on {engine}, 95th of 100", found[page], few[page])
        for page in ("queue", "referral")
    ]


def addresses(chance: random.Random, many: int) -> list[str]:
    """Invent views of the queue: as it opens, by one filter, by several, in another order, deep inside."""
    return [f"/queue/?{query}" for query in _queries(chance, many)]


def _queries(chance: random.Random, many: int) -> Sequence[str]:
    stage, language = chance.choice(STAGES)[0], chance.choice(LANGUAGES)
    path, situation = chance.choice([path for path in PATHS if path]), chance.choice([one for one in SITUATIONS if one])
    return (
        "",
        f"stage={stage}",
        "stage=all",
        f"stage=all&language={language}",
        f"stage=all&path={path}&order=newest",
        f"stage={stage}&language={language}",
        f"stage={stage}&language={language}&path={path}&situation={situation}",
        f"stage=all&language=ti&path=behalf&situation={situation}&order=heard",
        f"stage=received&path={path}&order=due",
        f"stage=sharing&situation={situation}&age=older&order=newest",
        "flag=any",
        f"flag=child&language={language}&stage=all",
        "flag=danger&stage=accepted&path=behalf",
        "flag=waiting",
        "also=overdue&order=due",
        f"also=overdue&language={language}",
        "also=withdrawn",
        f"also=withdrawn&stage={stage}",
        "whose=nobody&stage=todo",
        "whose=mine",
        "whose=nobody&stage=all&language=ti",
        "stage=all&age=month&order=newest",
        "stage=all&order=heard",
        f"number={chance.randrange(1, many)}",
        f"stage=all&after={_micros(chance)}.{UUID(int=0).hex}",
        f"stage=no_further_action&before={_micros(chance)}.{UUID(int=0).hex}",
    )


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
    queues = [address for _ in range(1 + ASKED // 26) for address in addresses(chance, many)][:ASKED]
    pages = [f"/referrals/{filling.id_of(chance.randrange(many))}/" for _ in range(ASKED)]
    return {"queue": p95(browser, queues), "referral": p95(browser, pages)}


def p95(browser: httpx.Client, asked: Sequence[str]) -> float:
    """Return the milliseconds that 95 of 100 pages need at most."""
    for address in asked[:26]:
        browser.get(address)
    taken = [_taken(browser, address) for address in asked]
    slowest = sorted(zip(taken, asked, strict=True), reverse=True)[:3]
    told = ", ".join(f"{milliseconds:.0f} ms {address}" for milliseconds, address in slowest)
    print(f"median {statistics.median(taken):.0f} ms; slowest: {told}", flush=True)
    return statistics.quantiles(taken, n=20)[-1]


def _taken(browser: httpx.Client, address: str) -> float:
    started = time.perf_counter()
    browser.get(address).raise_for_status()
    return (time.perf_counter() - started) * 1000


def _micros(chance: random.Random) -> int:
    at = datetime.now(UTC) - timedelta(seconds=SPAN * chance.random())
    return int(at.timestamp() * 1_000_000)


def _step_back(many: int) -> None:
    """Let the officer who asks have stepped back from some, as happens in years."""
    from affiant.ground.accounts.models import Officer
    from affiant.triage.models import Recusal

    officer, at = Officer.objects.get(username=casework_face.BROWSER), datetime.now(UTC)
    ids = (filling.id_of(number) for number in range(0, many, many // CLOSED))
    Recusal.objects.bulk_create(
        Recusal(referral_id=one, officer=officer, by=officer, reason="A relative.", at=at) for one in ids
    )
