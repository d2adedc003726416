"""Invented ledgers for tests and vectors; the same bytes every time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from affiant.core.digests import commitment
from affiant.core.ledger import checkpoint, entries, lines, tree
from affiant.core.ledger.checkpoint import Checkpoint
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.signing import SigningKey

KEY = SigningKey(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))  # RFC 8032, 7.1
OTHER_KEY = SigningKey(bytes([77]) * 32)
ORIGIN = "ledger.affiant.example"
VKEY = checkpoint.vkey(ORIGIN, KEY.public)
ABOUT = "7f9c2ba4-e88f-427d-a165-7d6b1c3e0a55"
OFFICER = "officer:00000000-0000-4000-8000-000000000001"
START = datetime(2026, 11, 21, 7, 0, 0, 123456, UTC)


def entry(second: int = 0, **changes: object) -> Entry:
    """Return an invented consultation, and what is changed in it."""
    fields = {"kind": Kind.CONSULTATION, "act": "referral.read", "about": ABOUT, "by": OFFICER}
    return Entry(**{**fields, "at": START + timedelta(seconds=second), **changes})


def three() -> list[bytes]:
    """Return the leaf data of the specification's worked example."""
    envelope, account = sha256(b"an envelope").hexdigest(), commitment(bytes(range(32)), b"an account")
    collected = {"kind": Kind.COLLECTION, "act": "referral.collected", "by": "system:courier"}
    decided = {"kind": Kind.DECISION, "act": "referral.assigned", "facts": {"stage": "assigned"}}
    return [
        entries.encode(entry(0, **collected, facts={"envelope_sha256": envelope}, commitments={"answers": account})),
        entries.encode(entry(1)),
        entries.encode(entry(2, **decided)),
    ]


def many(count: int) -> list[bytes]:
    return [entries.encode(entry(second)) for second in range(count)]


def root(leaves: Sequence[bytes]) -> bytes:
    return tree.Frontier().extend(map(tree.leaf_hash, leaves)).frontier.root


def note(leaves: Sequence[bytes], **changes: object) -> str:
    """Return the signed checkpoint over leaves, and what is changed in it before it is signed."""
    signed = Checkpoint(**{"origin": ORIGIN, "size": len(leaves), "root": root(leaves), **changes})
    return checkpoint.sign(signed, ORIGIN, KEY)


def export(leaves: Sequence[bytes], closing: str | None = None, **header: object) -> list[bytes]:
    """Return the lines of an export file."""
    first = lines.header(**{"origin": ORIGIN, "vkey": VKEY, "size": len(leaves), **header})
    body = [lines.entry(seq, data) for seq, data in enumerate(leaves)]
    return [first, *body, lines.checkpoint(closing or note(leaves))]


class Stored:
    """The hashes of levels 0, 8 and 16 and of no other, as the tables keep them."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        hashes = [tree.leaf_hash(leaf) for leaf in leaves]
        self.levels: dict[int, list[bytes]] = {0: hashes, 8: [], 16: []}
        for tile in tree.Frontier().extend(hashes).tiles:
            assert tile.place == len(self.levels[tile.level])
            self.levels[tile.level].append(tile.hash)

    def __call__(self, level: int, start: int, end: int) -> list[bytes]:
        return self.levels[level][start:end]
