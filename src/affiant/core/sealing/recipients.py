"""Whom a seal is closed to: age X25519 recipients, and the pairs of them that the seals of an envelope carry."""

import hashlib
from dataclasses import dataclass
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from affiant.core.sealing import bech32
from affiant.core.sealing.bech32 import MalformedKey

KEY_BYTES: Final = 32
_PREFIX: Final = "age"

__all__ = ["KEY_BYTES", "KeyRing", "MalformedKey", "Recipient"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """An age X25519 recipient: a public key that can close a seal and open none."""

    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `age1…`.

        Raises:
            MalformedKey: the text is not an X25519 recipient.
        """
        public = bech32.decode(_PREFIX, text)
        if len(public) != KEY_BYTES:
            raise MalformedKey("the key is not 32 bytes")
        _check_order(public)
        return cls(public)

    @property
    def text(self) -> str:
        """The recipient as `age1…`."""
        return bech32.encode(_PREFIX, self.public)

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that name this key in a header."""
        return hashlib.sha256(self.public).hexdigest()[:16]


def _check_order(public: bytes) -> None:
    """Refuse a point of low order: nothing could be sealed to it (RFC 7748 section 6.1)."""
    try:
        X25519PrivateKey.from_private_bytes(bytes(range(KEY_BYTES))).exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as refused:
        raise MalformedKey("the key is a point of low order") from refused


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Whom an envelope is sealed to: words to the unit, names to the identity key, each to the recovery key too.

    The identity key is its own, or the unit's key would open names (ADR 0039).
    """

    unit: Recipient
    recovery: Recipient
    identity: Recipient

    def __post_init__(self) -> None:
        """Refuse one key in two places.

        Raises:
            MalformedKey: two of the three are the same.
        """
        if len({self.unit, self.recovery, self.identity}) != len(self.fingerprints):
            raise MalformedKey("one key stands in two places")

    @property
    def recipients(self) -> tuple[Recipient, Recipient]:
        """Who can open the answers and the parts, the unit first."""
        return self.unit, self.recovery

    @property
    def of_names(self) -> tuple[Recipient, Recipient]:
        """Who can open the contact document, the identity key first."""
        return self.identity, self.recovery

    @property
    def fingerprints(self) -> tuple[str, str, str]:
        """The fingerprints as a header names them: the unit's, the recovery key's, the identity key's."""
        return self.unit.fingerprint, self.recovery.fingerprint, self.identity.fingerprint
