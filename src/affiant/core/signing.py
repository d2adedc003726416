"""Ed25519 signatures (RFC 8032) by keys that are given in, never made here."""

import re
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from affiant.core.errors import AffiantError

SIGNATURE_BYTES: Final = 64
_PUBLIC_SHAPE: Final = re.compile(r"[0-9a-f]{64}")


class BadSignature(AffiantError):
    """A signature does not stand for these bytes under this key."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private Ed25519 key: 32 secret bytes that no repr shows."""

    secret: bytes = field(repr=False)

    @property
    def public(self) -> str:
        """The public key as 64 hexadecimal digits."""
        return self._key().public_key().public_bytes_raw().hex()

    @property
    def public_pem(self) -> bytes:
        """The public key as SubjectPublicKeyInfo PEM, which openssl reads."""
        return (
            self._key()
            .public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        )

    def sign(self, content: bytes) -> bytes:
        """Return the 64-byte signature of `content`."""
        return self._key().sign(content)

    def _key(self) -> ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.from_private_bytes(self.secret)


def verify(public: str, signature: bytes, content: bytes) -> None:
    """Return if `signature` is `public`'s own over `content`.

    Raises:
        BadSignature: it is not, or the key is not 64 lower-case hexadecimal digits.
    """
    if _PUBLIC_SHAPE.fullmatch(public) is None:
        raise BadSignature("the key is malformed")
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, content)
    except (InvalidSignature, ValueError) as refused:
        raise BadSignature("the signature does not match") from refused
