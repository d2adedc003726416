"""Sixty officers at work at once on PostgreSQL: how long they wait for a page, and that nothing they kept is lost."""

import os
from typing import Any

from bench import postgres

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the figures, on a cluster of its own that is thrown away."""
    with postgres.cluster() as address:
        os.environ["AFFIANT_CASEWORK_DATABASE"] = address
        from bench import officers

        return officers.measure("PostgreSQL")
