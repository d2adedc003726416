"""The ledger's acts: append, consult, make a checkpoint, erase a secret."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from affiant.core.digests import commitment
from affiant.core.ledger import checkpoint, tree
from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.ledger import keys, writing
from affiant.ground.ledger.errors import CommitmentMismatch, NoSuchSecret
from affiant.ground.ledger.group import GroupCommit
from affiant.ground.ledger.models import Checkpoint, Secret, State

Secrets = Mapping[str, tuple[bytes, bytes]]
"""Salt and content by the name of the commitment that they stand behind."""


def append(*, entry: Entry, secrets: Secrets | None = None) -> int:
    """Enter an act in the transaction that does it, and return the entry's position.

    Call it as the transaction's LAST write: it holds the ledger's lock until the commit.

    Raises:
        OutsideTransaction: when no transaction is open.
        CommitmentMismatch: when a secret is not what the entry commits to.
    """
    for name, (salt, content) in (secrets or {}).items():
        if entry.commitments.get(name) != commitment(salt, content):
            raise CommitmentMismatch
    leaf = writing.leaf(entry)
    seq = writing.write(lambda: [leaf])
    Secret.objects.bulk_create(
        [Secret(seq=seq, name=name, salt=salt, content=content) for name, (salt, content) in (secrets or {}).items()]
    )
    return seq


def append_many(*, entries: Sequence[Entry]) -> list[int]:
    """Enter several acts in the transaction that does them, as `append` does, and return their positions."""
    leaves = [writing.leaf(entry) for entry in entries]
    if not leaves:
        return []
    first = writing.write(lambda: leaves)
    return list(range(first, first + len(leaves)))


def consult(*, entry: Entry) -> int:
    """Enter a consultation and return its position once it is COMMITTED: only then may a byte be shown.

    Threads that consult at the same time share one transaction. Must not be called inside another one:
    nothing would be committed when it returns (Django raises RuntimeError).

    Raises:
        ConsultationNotEntered: when it could not be committed.
    """
    leaf = writing.leaf(entry)
    if connection.in_atomic_block:
        return _commit(lambda: [leaf])
    return _GROUP.add(leaf)


def make_checkpoint(*, at: datetime) -> Checkpoint:
    """Sign the ledger as it stands, and return the note's row; the same row while nothing is added.

    Raises:
        KeyMissing: when the signing key is not there.
    """
    now = _standing()
    made = Checkpoint.objects.filter(size=now.size).first()
    if made is None:
        origin = keys.origin()
        note = checkpoint.sign(checkpoint.Checkpoint(origin, now.size, now.root), origin, keys.signing_key())
        made = _keep(Checkpoint(size=now.size, root=now.root, note=note, made_at=at))
    return made


@transaction.atomic
def erase_secret(*, seq: int, name: str, by: str, at: datetime) -> int:
    """Erase what stands behind a commitment, enter the erasure, and return the new entry's position.

    The entry that commits to it stays, and so does the tree.

    Raises:
        NoSuchSecret: when nothing stands behind that commitment, or no longer.
    """
    erased, _ = Secret.objects.filter(seq=seq, name=name).delete()
    if not erased:
        raise NoSuchSecret
    facts: dict[str, str | int | bool | list[str]] = {"seq": seq, "name": name}
    return append(
        entry=Entry(kind=Kind.ERASURE, act="ledger.secret_erased", about=f"entry:{seq}", by=by, at=at, facts=facts)
    )


@transaction.atomic
def _keep(made: Checkpoint) -> Checkpoint:
    """Keep a checkpoint; of two that were signed at once the first stands, and says the same (RFC 8032)."""
    rows = Checkpoint.objects.filter(size=made.size)
    if not rows.exists():
        Checkpoint.objects.bulk_create([made], ignore_conflicts=True)
    return rows.get()


def _standing() -> tree.Frontier:
    row = State.objects.values_list("size", "frontier").first()
    return tree.Frontier() if row is None else writing.frontier(row[0], bytes(row[1]))


def _commit(take: writing.Take) -> int:
    with transaction.atomic(durable=True):
        return writing.write(take)


_GROUP = GroupCommit(_commit)
