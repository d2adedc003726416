"""The Merkle tree of RFC 9162 as its writer keeps it: a frontier, tiles and proofs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from affiant.core.ledger.errors import OutsideTree

TILE_HEIGHT = 8
"""Hashes are stored for levels 0, 8, 16 and so on: one tile for each completed 256 of the level below."""

EMPTY_ROOT = sha256(b"").digest()

Read = Callable[[int, int, int], Sequence[bytes]]
"""`read(level, start, end)`: the stored hashes start <= place < end of a stored level."""


class Tile(NamedTuple):
    """The hash of the completed subtree at `place` in a stored level above the leaves."""

    level: int
    place: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 9162, 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Frontier:
    """The roots of the perfect subtrees that a tree consists of, the largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a number of hashes that the size cannot have."""
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise OutsideTree

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        return _fold(self.hashes) if self.hashes else EMPTY_ROOT

    def append(self, leaf: bytes) -> "Frontier":
        """Return the frontier after one more leaf, given by its hash."""
        return self.extend([leaf]).frontier

    def extend(self, leaves: Iterable[bytes]) -> "Growth":
        """Return what the tree becomes with more leaves, given by their hashes."""
        hashes, tiles, size = list(self.hashes), [], self.size
        for leaf in leaves:
            node, level, rest = leaf, 0, size
            while rest & 1:
                node, level, rest = node_hash(hashes.pop(), node), level + 1, rest >> 1
                if level % TILE_HEIGHT == 0:
                    tiles.append(Tile(level, rest, node))
            hashes.append(node)
            size += 1
        return Growth(Frontier(size, tuple(hashes)), tiles)


class Growth(NamedTuple):
    """A frontier after an append, and the tiles that the append completed."""

    frontier: Frontier
    tiles: list[Tile]


def inclusion_proof(read: Read, seq: int, size: int) -> list[bytes]:
    """Return the audit path of leaf `seq` in the tree of `size` leaves (RFC 9162, 2.1.3.1).

    Raises:
        OutsideTree: when the tree of that size has no such leaf.
    """
    if not 0 <= seq < size:
        raise OutsideTree
    siblings, start, end = [], 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if seq < split:
            siblings.append((split, end))
            end = split
        else:
            siblings.append((start, split))
            start = split
    return [_range_root(read, *sibling) for sibling in reversed(siblings)]


def consistency_proof(read: Read, old: int, new: int) -> list[bytes]:
    """Return the proof that the tree of `old` leaves is the beginning of that of `new` (RFC 9162, 2.1.4.1).

    Raises:
        OutsideTree: unless 0 < old <= new.
    """
    if not 0 < old <= new:
        raise OutsideTree
    ranges, start, end = [], 0, new
    while old != end:
        split = start + _split(end - start)
        if old <= split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((start, split))
            start = split
    if start > 0:
        ranges.append((start, end))
    return [_range_root(read, *each) for each in reversed(ranges)]


def _split(width: int) -> int:
    """Return the largest power of two below a width of at least two."""
    return 1 << ((width - 1).bit_length() - 1)


def _range_root(read: Read, start: int, end: int) -> bytes:
    """Return the root over leaves start <= seq < end, a range that the tree's own splitting makes."""
    perfect = []
    while start < end:
        level = (end - start).bit_length() - 1
        perfect.append(_node(read, level, start >> level))
        start += 1 << level
    return _fold(perfect)


def _node(read: Read, level: int, index: int) -> bytes:
    """Return the hash of a completed subtree, folded from the nearest stored level below it."""
    rise = level % TILE_HEIGHT
    row = list(read(level - rise, index << rise, (index + 1) << rise))
    if len(row) != 1 << rise:
        raise OutsideTree
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def _fold(perfect: Sequence[bytes]) -> bytes:
    """Return the root over perfect subtrees, the largest first."""
    root = perfect[-1]
    for left in perfect[-2::-1]:
        root = node_hash(left, root)
    return root
