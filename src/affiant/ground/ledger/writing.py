"""Writing leaves: entries, completed tiles and the one state row, in the transaction that is open."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db import connection

from affiant.core.ledger import entries, tree
from affiant.core.ledger.errors import OutsideTree
from affiant.ground.ledger.errors import LedgerTorn, OutsideTransaction
from affiant.ground.ledger.models import State, Tile

_HASH = 32
# Many rows a statement: SQLite lets the interpreter's lock go once a statement, and another thread
# would take it after every row of an executemany.
_ROWS = 500
_INSERT = "INSERT INTO ledger_entry (seq, leaf, data, about) VALUES "


class Leaf(NamedTuple):
    """An entry ready to be written: encoded and hashed before any lock is taken."""

    hash: bytes
    data: bytes
    about: str


Take = Callable[[], Sequence[Leaf]]
"""Gives the leaves that are to be written; called once, under the lock."""


def leaf(entry: entries.Entry) -> Leaf:
    """Return an entry ready to be written.

    Raises:
        MalformedEntry: when the entry is not of the shape that ledger-v1 gives it.
    """
    data = entries.encode(entry)
    return Leaf(tree.leaf_hash(data), data, entry.about)


def write(take: Take) -> int:
    """Write the leaves that `take` gives once the lock is held, and return the position of the first.

    Holds the state row until the transaction ends.

    Raises:
        OutsideTransaction: when no transaction is open.
        LedgerTorn: when the state row is not one that the tree can have.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction
    before = _locked_frontier()
    leaves = take()
    growth = before.extend([each.hash for each in leaves])
    for start in range(0, len(leaves), _ROWS):
        _insert(before.size + start, leaves[start : start + _ROWS])
    if growth.tiles:
        Tile.objects.bulk_create([Tile(level=each.level, place=each.place, hash=each.hash) for each in growth.tiles])
    _advance(before, growth.frontier)
    return before.size


def frontier(size: int, hashes: bytes) -> tree.Frontier:
    """Return the frontier that a state row holds.

    Raises:
        LedgerTorn: when the tree cannot have it.
    """
    try:
        return tree.Frontier(size, tuple(hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH)))
    except OutsideTree as torn:
        raise LedgerTorn from torn


def _locked_frontier() -> tree.Frontier:
    """Lock the state row (SQLite has locked the whole file since BEGIN IMMEDIATE) and return what it holds."""
    rows = State.objects.select_for_update().values_list("size", "frontier")
    row = rows.first()
    if row is None:
        State.objects.bulk_create([State()], ignore_conflicts=True)
        row = rows.get()
    return frontier(row[0], bytes(row[1]))


def _insert(first: int, leaves: Sequence[Leaf]) -> None:
    values = [value for seq, each in enumerate(leaves, first) for value in (seq, *each)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT + ",".join(["(%s, %s, %s, %s)"] * len(leaves)), values)


def _advance(before: tree.Frontier, after: tree.Frontier) -> None:
    changed = State.objects.filter(size=before.size).update(size=after.size, frontier=b"".join(after.hashes))
    if changed != 1:
        raise LedgerTorn
