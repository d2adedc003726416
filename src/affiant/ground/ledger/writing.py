"""Writing leaves: entries, completed tiles and the one state row, in the transaction that is open."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

from affiant.core.ledger import entries, tree
from affiant.core.ledger.errors import OutsideTree
from affiant.ground.ledger.errors import LedgerTorn, OutsideTransaction
from affiant.ground.ledger.models import State, Tile

_HASH = 32
# Plain SQL: these four statements are what every act of every officer waits for, one after the other, and the
# ORM's own would take longer than the database. Many rows a statement, because SQLite lets the interpreter's lock
# go once a statement, and another thread would take it after every row of an executemany.
_ROWS = 500
_LOCK = "SELECT size, frontier FROM ledger_state WHERE id = 1"
_INSERT = "INSERT INTO ledger_entry (seq, leaf, data, about) VALUES "
_ADVANCE = "UPDATE ledger_state SET size = %s, frontier = %s WHERE id = 1 AND size = %s"


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
    with connection.cursor() as cursor:
        before = _locked_frontier(cursor)
        leaves = take()
        growth = before.extend([each.hash for each in leaves])
        for start in range(0, len(leaves), _ROWS):
            _insert(cursor, before.size + start, leaves[start : start + _ROWS])
        if growth.tiles:
            rows = [Tile(level=each.level, place=each.place, hash=each.hash) for each in growth.tiles]
            Tile.objects.bulk_create(rows)
        _advance(cursor, before, growth.frontier)
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


def _locked_frontier(cursor: CursorWrapper) -> tree.Frontier:
    """Lock the state row (SQLite has locked the whole file since BEGIN IMMEDIATE) and return what it holds."""
    lock = f"{_LOCK} FOR UPDATE" if connection.features.has_select_for_update else _LOCK
    cursor.execute(lock)
    row = cursor.fetchone()
    if row is None:
        State.objects.bulk_create([State()], ignore_conflicts=True)
        cursor.execute(lock)
        row = cursor.fetchone()
    return frontier(row[0], bytes(row[1]))


def _insert(cursor: CursorWrapper, first: int, leaves: Sequence[Leaf]) -> None:
    values = [value for seq, each in enumerate(leaves, first) for value in (seq, *each)]
    cursor.execute(_INSERT + ",".join(["(%s, %s, %s, %s)"] * len(leaves)), values)


def _advance(cursor: CursorWrapper, before: tree.Frontier, after: tree.Frontier) -> None:
    cursor.execute(_ADVANCE, [after.size, b"".join(after.hashes), before.size])
    if cursor.rowcount != 1:
        raise LedgerTorn
