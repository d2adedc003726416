"""The clock: the outermost edges ask it and pass the answer on as `at`."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)
