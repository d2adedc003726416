"""The queue and a referral's page at a million referrals on PostgreSQL, beside the same pages at two hundred."""

import os
from typing import Any, Final

from bench import postgres

MANY: Final = int(os.environ.get("BENCH_REFERRALS", "1000000"))

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the 95th of 100 of both pages, over HTTP, on a cluster of its own that is thrown away."""
    with postgres.cluster() as address:
        os.environ["AFFIANT_CASEWORK_DATABASE"] = address
        from bench import queue

        return queue.measure("PostgreSQL", MANY)
