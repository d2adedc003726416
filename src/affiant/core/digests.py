"""SHA-256 digests as values, and salted commitments to content that may one day be erased."""

import hashlib
import re
from typing import Final, NewType

from affiant.core.errors import AffiantError

Sha256 = NewType("Sha256", str)  # 64 lower-case hexadecimal digits

SALT_BYTES: Final = 32
_SHAPE: Final = re.compile(r"[0-9a-f]{64}")


class MalformedDigest(AffiantError):
    """A text is not a SHA-256 digest in lower-case hexadecimal."""


def sha256(content: bytes) -> Sha256:
    """Return the SHA-256 of `content` (FIPS 180-4)."""
    return Sha256(hashlib.sha256(content).hexdigest())


def parse_sha256(text: object) -> Sha256:
    """Return `text` as a digest.

    Raises:
        MalformedDigest: it is anything but 64 lower-case hexadecimal digits.
    """
    if not isinstance(text, str) or _SHAPE.fullmatch(text) is None:
        raise MalformedDigest
    return Sha256(text)


def commitment(salt: bytes, content: bytes) -> Sha256:
    """Return SHA-256(salt || content): binds to `content` without telling it.

    Who erases the salt and the content leaves the commitment, and everything hashed over it, whole.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt is 32 bytes")
    return sha256(salt + content)
