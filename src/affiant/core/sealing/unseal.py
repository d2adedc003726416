"""Opens seals with a private key; the public face may never import this module."""

import hashlib
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Self

import pyrage
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from affiant.core.errors import AffiantError
from affiant.core.sealing import bech32
from affiant.core.sealing.recipients import KEY_BYTES, MalformedKey, Recipient

_PREFIX: Final = "age-secret-key-"
_NOBODYS: Final = "No matching keys found"  # pyrage's word for a file that none of the keys opens


class CannotOpen(AffiantError):
    """The seal is damaged, cut, or closed to somebody else."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A private age X25519 key: 32 secret bytes that no repr shows."""

    secret: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `AGE-SECRET-KEY-1…`, or the first such line of an age key file.

        Raises:
            MalformedKey: there is no such line, or its checksum is wrong.
        """
        return cls.parse_all(text)[0]

    @classmethod
    def parse_all(cls, text: str) -> tuple[Self, ...]:
        """Read every such line of an age key file, in their order; there is at least one.

        Raises:
            MalformedKey: as `parse`.
        """
        lines = [line.strip() for line in text.splitlines()]
        keys = [line for line in lines if line and not line.startswith("#")]
        if not keys:
            raise MalformedKey("no key in the file")
        return tuple(cls.from_entropy(bech32.decode(_PREFIX, key)) for key in keys)

    @classmethod
    def from_entropy(cls, entropy: bytes) -> Self:
        """Make a key of 32 unpredictable bytes."""
        if len(entropy) != KEY_BYTES:
            raise MalformedKey("the key is not 32 bytes")
        return cls(entropy)

    @property
    def text(self) -> str:
        """The key as `AGE-SECRET-KEY-1…`: write it only where keys are kept."""
        return bech32.encode(_PREFIX, self.secret).upper()

    @property
    def recipient(self) -> Recipient:
        """The public half, which closes seals to this key."""
        return Recipient(X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw())


def unseal(sealed: bytes, identity: Identity) -> bytes:
    """Return what is under the seal, whole.

    Raises:
        CannotOpen: damaged, cut, trailing bytes, or not closed to this key.
    """
    try:
        plain: bytes = pyrage.decrypt(sealed, [_native(identity)])
    except pyrage.DecryptError as refused:
        raise CannotOpen(hashlib.sha256(sealed).hexdigest()[:16]) from refused
    return plain


def is_closed_to(before_payload: bytes, identity: Identity) -> bool:
    """Answer whether a key opens a sealed file, by what stands before its first sealed byte: nothing is opened.

    It answers yes where it cannot tell: whoever asks wants to know that a key does *not* open it.
    """
    try:
        pyrage.decrypt(before_payload, [_native(identity)])
    except pyrage.DecryptError as refused:
        return str(refused) != _NOBODYS
    return True


def unseal_to(reader: BinaryIO, writer: BinaryIO, identity: Identity) -> None:
    """Write what is under the seal to `writer`, in constant memory.

    A cut file yields its first chunks before it is refused: whoever calls keeps nothing of them on an error.

    Raises:
        CannotOpen: as `unseal`.
        OSError: the reader's or the writer's own; a failing disk is no damaged seal.
    """
    watched = _Watched(reader, writer)
    try:
        pyrage.decrypt_io(watched, watched, [_native(identity)])
    except (pyrage.DecryptError, OSError) as refused:
        raise watched.failure or CannotOpen() from refused


class _Watched:
    """Hands reads and writes on, and remembers a failure of the disk: no damaged seal may be blamed for it."""

    def __init__(self, reader: BinaryIO, writer: BinaryIO) -> None:
        self._reader, self._writer = reader, writer
        self.failure: OSError | None = None

    def read(self, count: int = -1) -> bytes:
        try:
            return self._reader.read(count)
        except OSError as failed:
            self.failure = failed
            raise

    def write(self, plain: bytes) -> int:
        try:
            return self._writer.write(plain)
        except OSError as failed:
            self.failure = failed
            raise

    def flush(self) -> None:
        self._writer.flush()


def _native(identity: Identity) -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.from_str(identity.text)
