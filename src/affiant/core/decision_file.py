"""Decision files: a decision's signed record with the ledger's proof (docs/reference/formats/decision-v1.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from affiant.core import canonical
from affiant.core.canonical import Json

FORMAT: Final = "affiant-decision-file/v1"


@dataclass(frozen=True, slots=True)
class Entered:
    """Where a record's entry stands in the ledger; `salt` opens its commitment and is None once it was erased."""

    seq: int
    leaf: str
    proof: Sequence[str]
    salt: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """A record as it was signed, in hexadecimal but for its text, and its entry."""

    record: str = field(repr=False)
    signature: str
    key: str
    entered: Entered


@dataclass(frozen=True, slots=True)
class Log:
    """The signed checkpoint that every proof leads to, and the ledger's verifier key."""

    checkpoint: str
    ledger_key: str


def encode(decision: SignedRecord, opinion: SignedRecord | None, log: Log) -> bytes:
    """Return the file, as anybody can check it: canonical JSON."""
    return canonical.encode(
        {
            "checkpoint": log.checkpoint,
            "decision": _told(decision),
            "format": FORMAT,
            "ledger_key": log.ledger_key,
            "opinion": _told(opinion) if opinion else None,
        }
    )


def _told(signed: SignedRecord) -> Json:
    entered = signed.entered
    return {
        "entry": {
            "leaf": entered.leaf,
            "proof": list(entered.proof),
            "salt": None if entered.salt is None else entered.salt.hex(),
            "seq": entered.seq,
        },
        "key": signed.key,
        "record": signed.record,
        "signature": signed.signature,
    }
