"""Opens letters from the team with the reporter's own key: all that the public face can open (ADR 0006)."""

import hashlib
from dataclasses import dataclass, field

import pyrage
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from affiant.core import canonical, signing
from affiant.core.canonical import Json
from affiant.core.errors import AffiantError
from affiant.core.fields import Fields, WrongField
from affiant.core.sealing import bech32, stanzas
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import LETTER_FILE_MAGIC, LETTER_MAGIC
from affiant.core.signing import BadSignature, SigningKey


class LetterRefused(AffiantError):
    """The bytes are not a letter to this mailbox."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A reporter's mailbox: a key that comes from their return code and is stored nowhere."""

    secret: bytes = field(repr=False)

    @property
    def recipient(self) -> Recipient:
        """The public half: it travels with the report, so that the team can write back."""
        return Recipient(X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw())

    @property
    def tag(self) -> str:
        """The name of this mailbox's folder in the outbox: 32 hexadecimal digits."""
        return mailbox_tag(self.recipient)


def mailbox_tag(recipient: Recipient) -> str:
    """Return the folder name for letters to `recipient`."""
    return hashlib.sha256(b"affiant-mailbox/v1\n" + recipient.public).hexdigest()[:32]


def open_letter(sealed: bytes, mailbox: Mailbox) -> bytes:
    """Return the letter's body.

    A letter has exactly one recipient and a first line that names it. An envelope has two recipients, so this
    function refuses every envelope before it looks at a key.

    Raises:
        LetterRefused: another number of recipients, another key, damage, or no letter inside.
    """
    return _open(sealed, mailbox, LETTER_MAGIC)


def open_file(sealed: bytes, mailbox: Mailbox) -> bytes:
    """Return the bytes of a file that lies beside a letter; the caller compares them with what the letter signed.

    Raises:
        LetterRefused: as `open_letter`, or a letter in place of a file.
    """
    return _open(sealed, mailbox, LETTER_FILE_MAGIC)


def _open(sealed: bytes, mailbox: Mailbox, magic: bytes) -> bytes:
    if stanzas.x25519_keys(sealed) != 1:
        raise LetterRefused("not closed to one recipient")
    identity = pyrage.x25519.Identity.from_str(bech32.encode("age-secret-key-", mailbox.secret).upper())
    try:
        plain: bytes = pyrage.decrypt(sealed, [identity])
    except pyrage.DecryptError as refused:
        raise LetterRefused("does not open") from refused
    if not plain.startswith(magic):
        raise LetterRefused("not a letter")
    return plain[len(magic) :]


def sign(letter: Json, key: SigningKey) -> bytes:
    """Return a letter's body: without the signature, whoever reaches the outbox could write in the team's name."""
    return canonical.encode({"letter": letter, "signature": key.sign(canonical.encode(letter)).hex()})


def check(body: bytes, public: str) -> Fields:
    """Return what a letter says, if the team's letter key signed it.

    Raises:
        LetterRefused: it is malformed, or somebody else's.
    """
    try:
        outer = Fields.of(canonical.decode(body)).only("letter", "signature")
        letter = outer.inner("letter")
        signing.verify(public, bytes.fromhex(outer.text("signature")), canonical.encode(dict(letter.held)))
    except (canonical.NotCanonical, WrongField, BadSignature, ValueError) as refused:
        raise LetterRefused("not signed by the team") from refused
    return letter
