"""Closes small records under a draft's own key: what the intake keeps, and cannot read without the return code."""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from affiant.core import canonical, documents
from affiant.core.canonical import Json
from affiant.core.documents import MalformedDocument
from affiant.submissions.errors import RecordDamaged

_NONCE: Final = 12


def close(plain: bytes, *, key: bytes, place: str) -> bytes:
    """Return `plain` encrypted (RFC 8439), bound to the `place` where it is kept: it opens nowhere else."""
    nonce = os.urandom(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, place.encode())


def open_closed(closed: bytes | memoryview, *, key: bytes, place: str) -> bytes:
    """Return what `close` was given.

    Raises:
        RecordDamaged: another key, another place, or damage.
    """
    held = bytes(closed)  # PostgreSQL's driver gives a memoryview
    try:
        return ChaCha20Poly1305(key).decrypt(held[:_NONCE], held[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as refused:
        raise RecordDamaged from refused


def close_record(record: Json, *, key: bytes, place: str) -> bytes:
    """Return the record encrypted and padded to a size class (4 KiB, 8 KiB, 16 KiB…)."""
    return close(documents.pad(canonical.encode(record)), key=key, place=place)


def open_record(closed: bytes | memoryview, *, key: bytes, place: str) -> Json:
    """Return what `close_record` was given.

    Raises:
        RecordDamaged: as `open_closed`.
    """
    try:
        return canonical.decode(documents.unpad(open_closed(closed, key=key, place=place)))
    except (MalformedDocument, canonical.NotCanonical) as refused:
        raise RecordDamaged from refused
