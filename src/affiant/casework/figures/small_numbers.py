"""Keeps a count from pointing to a person: small ones are not told, all others are rounded.

Every number is rounded by itself, also each total. So nobody can take two tables, or two days, and subtract one from
the other to learn what a small number was.
"""

from typing import Final

SMALLEST: Final = 5  # a count under this is told as "fewer than 5"
STEP: Final = 5


def told(count: int) -> int | None:
    """Return a count as it may be told: to the nearest five; None for fewer than five, and for nobody."""
    return None if count < SMALLEST else STEP * ((count + STEP // 2) // STEP)


def words(count: int) -> str:
    """Return a count as pages and files write it."""
    known = told(count)
    return f"fewer than {SMALLEST}" if known is None else f"{known:,}"
