"""Closes seals: the writing half of the age v1 format, with public keys alone."""

import base64
import hmac
from collections.abc import Callable, Sequence
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from affiant.core.sealing.recipients import Recipient

Entropy = Callable[[int], bytes]

CHUNK: Final = 64 * 1024  # age v1: the payload is cut into chunks of 64 KiB
TAG: Final = 16
FILE_KEY: Final = 16
LETTER_MAGIC: Final = b"affiant-letter/v1\n"
LETTER_FILE_MAGIC: Final = b"affiant-letter-file/v1\n"
_NONCE: Final = 16
_VERSION_LINE: Final = b"age-encryption.org/v1\n"
_LABEL: Final = b"age-encryption.org/v1/X25519"


class Sealer:
    """Writes one age file piece by piece, in one pass and constant memory.

    Call `start` once, `update` as often as needed, `finish` once; the returned bytes in that order are the
    file. A sealer is used for one file: its file key is drawn anew from `entropy` and never leaves it.
    """

    def __init__(self, recipients: Sequence[Recipient], entropy: Entropy) -> None:
        """Draw the file key and the payload's nonce; `entropy(n)` returns n unpredictable bytes."""
        file_key = entropy(FILE_KEY)
        nonce = entropy(_NONCE)
        self._prefix = _header(file_key, recipients, entropy) + nonce
        self._cipher = ChaCha20Poly1305(_derive(file_key, salt=nonce, info=b"payload"))
        self._counter = 0
        self._waiting = bytearray()

    def start(self) -> bytes:
        """Return the header: the stanzas, their MAC and the payload's nonce."""
        return self._prefix

    def update(self, plain: bytes | bytearray | memoryview) -> bytes | bytearray:
        """Return the sealed bytes that `plain` completes; the last chunk waits for `finish`."""
        with memoryview(plain) as given:
            missing = (CHUNK - len(self._waiting)) if self._waiting else 0
            self._waiting += given[:missing]
            rest = given[missing:]
            if not rest:
                return b""  # a full chunk too: only `finish` knows whether it is the last
            return self._drain() + self._seal_whole(rest)

    def _drain(self) -> bytearray:
        """Seal the chunk that waited, now that more has come."""
        sealed = bytearray(len(self._waiting) + TAG) if self._waiting else bytearray()
        if self._waiting:
            self._seal_into(self._waiting, sealed, last=False)
        self._waiting = bytearray()
        return sealed

    def _seal_whole(self, rest: memoryview) -> bytearray:
        """Seal all of `rest` but its last chunk, which waits."""
        count = (len(rest) - 1) // CHUNK
        sealed = bytearray(count * (CHUNK + TAG))
        with memoryview(sealed) as room:
            for place in range(count):
                chunk = rest[place * CHUNK : (place + 1) * CHUNK]
                self._seal_into(chunk, room[place * (CHUNK + TAG) : (place + 1) * (CHUNK + TAG)], last=False)
        self._waiting += rest[count * CHUNK :]
        return sealed

    def finish(self) -> bytes:
        """Return the last chunk, which says that it is the last: a cut file cannot pass for a whole one."""
        sealed = bytearray(len(self._waiting) + TAG)
        self._seal_into(self._waiting, sealed, last=True)
        self._waiting = bytearray()
        return bytes(sealed)

    def _seal_into(self, chunk: bytearray | memoryview, room: bytearray | memoryview, *, last: bool) -> None:
        nonce = self._counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
        self._counter += 1
        self._cipher.encrypt_into(nonce, chunk, None, room)


def seal(plain: bytes, recipients: Sequence[Recipient], entropy: Entropy) -> bytes:
    """Return `plain` as one complete age file that any of `recipients` can open."""
    sealer = Sealer(recipients, entropy)
    return b"".join((sealer.start(), sealer.update(plain), sealer.finish()))


def seal_letter(body: bytes, recipient: Recipient, entropy: Entropy) -> bytes:
    """Return a letter to a reporter's mailbox: one recipient, and a first line that names it a letter."""
    return seal(LETTER_MAGIC + body, (recipient,), entropy)


def seal_letter_file(plain: bytes, recipient: Recipient, entropy: Entropy) -> bytes:
    """Return a file that goes with a letter, closed like the letter; its first line keeps the two apart."""
    return seal(LETTER_FILE_MAGIC + plain, (recipient,), entropy)


def sealed_length(plain_length: int, recipients: int) -> int:
    """Return how many bytes the age file over `plain_length` bytes has, for X25519 recipients."""
    stanza = len(b"-> X25519 \n\n") + 43 + 43
    header = len(_VERSION_LINE) + recipients * stanza + len(b"--- \n") + 43
    chunks = max(1, -(-plain_length // CHUNK))
    return header + _NONCE + plain_length + chunks * TAG


def _header(file_key: bytes, recipients: Sequence[Recipient], entropy: Entropy) -> bytes:
    stanzas = b"".join(_stanza(file_key, recipient, entropy) for recipient in recipients)
    unsigned = _VERSION_LINE + stanzas + b"---"
    mac = hmac.digest(_derive(file_key, salt=b"", info=b"header"), unsigned, "sha256")
    return unsigned + b" " + _base64(mac) + b"\n"


def _stanza(file_key: bytes, recipient: Recipient, entropy: Entropy) -> bytes:
    ephemeral = X25519PrivateKey.from_private_bytes(entropy(32))
    share = ephemeral.public_key().public_bytes_raw()
    secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient.public))
    wrap = _derive(secret, salt=share + recipient.public, info=_LABEL)
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    return b"-> X25519 " + _base64(share) + b"\n" + _base64(body) + b"\n"


def _derive(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(secret)


def _base64(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")
