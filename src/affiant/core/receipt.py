"""Receipts: what the intake signs for a reporter to keep (docs/reference/formats/receipt-v1.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from affiant.core import canonical
from affiant.core.canonical import Json
from affiant.core.digests import Sha256
from affiant.core.signing import SigningKey

FORMAT: Final = "affiant-receipt/v1"


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt says: that this envelope came, when, and how much. No name and no word."""

    envelope: str
    envelope_sha256: Sha256  # of the bytes of envelope.json
    received_at: str  # ISO 8601, UTC, whole seconds
    service: str
    files: Sequence[tuple[int, int]]  # bytes and number of parts, file by file


def sign(facts: ReceiptFacts, key: SigningKey) -> bytes:
    """Return the receipt file, signed; canonical JSON."""
    receipt: Json = {
        "envelope": facts.envelope,
        "envelope_sha256": facts.envelope_sha256,
        "files": [{"bytes": size, "parts": parts} for size, parts in facts.files],
        "format": FORMAT,
        "received_at": facts.received_at,
        "service": facts.service,
    }
    signature = key.sign(canonical.encode(receipt))
    return canonical.encode({"key": key.public, "receipt": receipt, "signature": signature.hex()})


def with_collected(receipt: bytes, collected: Json) -> bytes:
    """Return the receipt file with the ledger's proof that the envelope was collected.

    Raises:
        NotCanonical: `receipt` is not one.
    """
    held = canonical.decode(receipt)
    if not isinstance(held, dict):
        raise canonical.NotCanonical("not a receipt")
    return canonical.encode({**held, "collected": collected})
