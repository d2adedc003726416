"""The signed records of decisions: canonical JSON under the key of packages (docs/reference/formats/decision-v1.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings

from affiant.core import canonical, signing
from affiant.core.canonical import Json
from affiant.core.signing import BadSignature

DECISION: Final = "affiant-decision/v1"
OPINION: Final = "affiant-second-opinion/v1"


@dataclass(frozen=True, slots=True)
class Signed:
    """A record as it is kept: its text, its signature and the public key, both in hexadecimal digits."""

    record: str
    signature: str
    key: str


def sign(name: str, facts: Mapping[str, Json]) -> Signed:
    """Sign a record of this format with the unit's key.

    What is signed begins with the format's name and a line feed: it can stand for nothing else that the key signs.
    """
    raw = canonical.encode({"format": name, **facts})
    key = settings.AFFIANT.package_key
    return Signed(raw.decode(), key.sign(_signed(name, raw)).hex(), key.public)


def check(signed: Signed) -> None:
    """Return if the record is the signed one.

    Raises:
        BadSignature: a byte of it was changed, or it is no record.
        NotCanonical: it is not canonical JSON.
    """
    raw = signed.record.encode()
    value = canonical.decode(raw)
    name = value.get("format") if isinstance(value, dict) else None
    if name not in {DECISION, OPINION}:
        raise BadSignature("not a record of a decision")
    signing.verify(signed.key, _bytes(signed.signature), _signed(str(name), raw))


def instant(at: datetime) -> str:
    """Write a moment as the ledger does: UTC, to the microsecond."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _bytes(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError as refused:
        raise BadSignature("not hexadecimal digits") from refused


def _signed(name: str, raw: bytes) -> bytes:
    return name.encode() + b"\n" + raw
