"""The tree a second time, written from RFC 9162 for verifiers; shares only hashlib with the writer."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import chain, islice

from affiant.core.ledger.errors import ProofRefused

_BATCH = 1 << 12
"""Leaves folded at a time: a power of two, so that each full batch is one perfect subtree."""


def replay(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the leaf data, in order (RFC 9162, 2.1.1).

    Batches are folded level by level: a hash in a list comprehension costs half of one in a call.
    """
    source, roots = iter(leaves), []
    while batch := list(islice(source, _BATCH)):
        roots.append(_fold([sha256(b"\x00" + data).digest() for data in batch]))
    return _fold(roots) if roots else sha256(b"").digest()


def _fold(row: list[bytes]) -> bytes:
    """Hash neighbours together until one is left; a last one without a neighbour rises as it is."""
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        pairs = iter(row)
        row = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)] + odd
    return row[0]


def check_inclusion(*, leaf: bytes, seq: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Check that leaf data stands at `seq` in the tree of that size and root (RFC 9162, 2.1.3.2).

    Raises:
        ProofRefused: when the proof does not lead from the leaf to the root.
    """
    if not 0 <= seq < size:
        raise ProofRefused
    index, last, found = seq, size - 1, sha256(b"\x00" + leaf).digest()
    for step in proof:
        if last == 0:
            raise ProofRefused
        if index & 1 or index == last:
            found = sha256(b"\x01" + step + found).digest()
            index, last = _up_to_right_child(index, last)
        else:
            found = sha256(b"\x01" + found + step).digest()
        index, last = index >> 1, last >> 1
    if last != 0 or found != root:
        raise ProofRefused


def check_consistency(  # noqa: C901 - the RFC's algorithm, step by step
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Check that the tree of `old_size` is the beginning of the tree of `new_size` (RFC 9162, 2.1.4.2).

    Raises:
        ProofRefused: when the proof does not lead to both roots.
    """
    if not 0 < old_size <= new_size:
        raise ProofRefused
    if old_size == new_size:
        if proof or old_root != new_root:
            raise ProofRefused
        return
    steps = iter(proof if old_size & (old_size - 1) else chain([old_root], proof))
    index, last = old_size - 1, new_size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    first = next(steps, None)
    if first is None:
        raise ProofRefused
    old, new = first, first
    for step in steps:
        if last == 0:
            raise ProofRefused
        if index & 1 or index == last:
            old, new = sha256(b"\x01" + step + old).digest(), sha256(b"\x01" + step + new).digest()
            index, last = _up_to_right_child(index, last)
        else:
            new = sha256(b"\x01" + new + step).digest()
        index, last = index >> 1, last >> 1
    if last != 0 or old != old_root or new != new_root:
        raise ProofRefused


def _up_to_right_child(index: int, last: int) -> tuple[int, int]:
    """Climb past the levels on which the node has no sibling, until it is a right child or the root."""
    while index and not index & 1:
        index, last = index >> 1, last >> 1
    return index, last
