"""Runs every measurement, prints the table and writes it to docs/reference/benchmarks.md."""

import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

MEASUREMENTS = (
    "ledger",
    "sends",
    "upload",
    "browser_upload",
    "line_upload",
    "journeys",
    "pages",
    "queue",
    "queue_postgres",
    "links",
    "search",
    "officers",
    "officers_postgres",
)
TABLE = Path(__file__).parent.parent / "docs/reference/benchmarks.md"
HEAD = """# Benchmarks

Printed by `make bench`. *Measured* and *limit* were taken in the same run on the same machine; a ratio says more than
either. A row that falls short says so.

{machine}

| figure | measured | limit in the same run | ratio | target | |
|---|---|---|---|---|---|
"""

Row = dict[str, Any]


def main() -> int:
    """Measure what is named on the command line, or everything; return 1 if a figure falls short."""
    names = sys.argv[1:] or MEASUREMENTS
    rows: list[Row] = []
    for name in names:
        # Each in a process of its own: none inherits another's settings, memory or threads.
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        rows += _measure(name)
    table = HEAD.format(machine=_machine()) + "".join(_line(row) for row in rows)
    print(table)
    if not sys.argv[1:]:
        TABLE.write_text(table)
    return 0 if all(row["met"] for row in rows) else 1


def _measure(name: str) -> list[Row]:
    words = [sys.executable, "-c", f"import json, bench.{name} as m; print('\\n' + json.dumps(m.run()))"]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    rows: list[Row] = json.loads(done.stdout.strip().splitlines()[-1])
    return rows


def _line(row: Row) -> str:
    limit, ratio = row.get("limit"), row.get("ratio")
    cells = [
        row["figure"],
        f"{_number(row['measured'])} {row['unit']}",
        f"{_number(limit)} {row.get('limit_unit', row['unit'])}" if limit is not None else "",
        f"{ratio:.2f}" if ratio is not None else "",
        str(row["target"]),
        "met" if row["met"] else "**falls short**",
    ]
    return f"| {' | '.join(cells)} |\n"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"  # noqa: PLR2004 - where decimals stop to matter


def _machine() -> str:
    processor = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    return f"{processor}, {len(_cores())} cores, Python {platform.python_version()}, {platform.system()}."


def _cores() -> list[str]:
    return [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("processor")]


sys.exit(main())
