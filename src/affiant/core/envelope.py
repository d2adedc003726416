"""Envelopes: the public header that binds a report's sealed pieces (docs/reference/formats/envelope-v2.md)."""

import re
from dataclasses import dataclass
from typing import Final

from affiant.core import canonical, signing
from affiant.core.canonical import Json
from affiant.core.digests import MalformedDigest, Sha256
from affiant.core.errors import AffiantError
from affiant.core.fields import Fields, WrongField
from affiant.core.sealing.recipients import MalformedKey, Recipient
from affiant.core.signing import SigningKey

FORMAT: Final = "affiant-envelope/v2"
FIRST_FORMAT: Final = "affiant-envelope/v1"  # is read, and not written any more
KEYS_OF: Final = {FORMAT: 3, FIRST_FORMAT: 2}
HEADER_NAME: Final = "envelope.json"
ANSWERS_NAME: Final = "answers.age"
CONTACT_NAME: Final = "contact.age"
KINDS: Final = ("report", "message")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART_NAME: Final = re.compile(r"\d{8}\.age", re.ASCII)
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")


class MalformedEnvelope(AffiantError):
    """The header is not what the format says; carries the field's name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sealed file of an envelope: its name, the SHA-256 of its sealed bytes and their number."""

    name: str
    sha256: Sha256
    bytes: int

    def as_json(self) -> Json:
        """The piece as the header writes it."""
        return {"bytes": self.bytes, "name": self.name, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Header:
    """What an envelope says in the open: nothing that a seizure of the spool could use."""

    id: str
    kind: str
    mailbox: Recipient
    received_on: str  # a day, not a time
    rehearsal: bool
    keys: tuple[str, ...]  # fingerprints of the unit key, the recovery key and, since version 2, the identity key
    answers: Piece
    contact: Piece
    parts: tuple[Piece, ...]
    sender: str = ""  # the id of the organisation that sent it; "" for what came through the public form

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every sealed file that has to be there, and no other."""
        return (self.answers, self.contact, *self.parts)

    @property
    def format(self) -> str:
        """The version that it is of: its keys tell."""
        return FIRST_FORMAT if len(self.keys) == KEYS_OF[FIRST_FORMAT] else FORMAT

    @property
    def identity(self) -> str:
        """The fingerprint of the key that opens the contact document; "" in version 1, where the unit's key does."""
        return "" if self.format == FIRST_FORMAT else self.keys[-1]

    def as_json(self) -> Json:
        """The header as the format writes it."""
        held: dict[str, Json] = {
            "answers": self.answers.as_json(),
            "contact": self.contact.as_json(),
            "format": self.format,
            "id": self.id,
            "keys": list(self.keys),
            "kind": self.kind,
            "mailbox": self.mailbox.text,
            "parts": [part.as_json() for part in self.parts],
            "received_on": self.received_on,
            "rehearsal": self.rehearsal,
        }
        return held | ({"sender": self.sender} if self.sender else {})


@dataclass(frozen=True, slots=True)
class SignedHeader:
    """A header whose signature holds, and the key that made it."""

    header: Header
    key: str


def part_name(number: int) -> str:
    """Return the file name of part `number` (from 1) in its envelope."""
    return f"{number:08d}.age"


def pack_header(header: Header, key: SigningKey) -> bytes:
    """Return the bytes of `envelope.json`: the header, the intake's key and its signature."""
    held = header.as_json()
    signature = key.sign(canonical.encode(held))
    return canonical.encode({"header": held, "key": key.public, "signature": signature.hex()})


def parse_header(raw: bytes) -> SignedHeader:
    """Read `envelope.json` and check its signature by the key that it names.

    Whoever relies on it compares that key with the one that they know.

    Raises:
        MalformedEnvelope: not canonical, or a field is missing, unknown or wrong.
        BadSignature: the signature is not the key's.
    """
    try:
        outer = Fields.of(canonical.decode(raw)).only("header", "key", "signature")
        header = _read(outer.inner("header"))
        key, signature = outer.text("key"), bytes.fromhex(outer.text("signature"))
    except (canonical.NotCanonical, WrongField, MalformedDigest, MalformedKey, ValueError) as refused:
        raise MalformedEnvelope(str(refused)) from refused
    if signature.hex() != outer.text("signature"):
        raise MalformedEnvelope("signature")
    signing.verify(key, signature, canonical.encode(header.as_json()))
    return SignedHeader(header, key)


def _read(fields: Fields) -> Header:
    fields.only(
        "answers", "contact", "format", "id", "keys", "kind", "mailbox", "parts", "received_on", "rehearsal", "sender"
    )
    header = Header(
        id=fields.identifier("id"),
        kind=fields.one_of("kind", *KINDS),
        mailbox=Recipient.parse(fields.text("mailbox")),
        received_on=fields.text("received_on"),
        rehearsal=fields.truth("rehearsal"),
        keys=_read_keys(fields),
        answers=_read_piece(fields.inner("answers")),
        contact=_read_piece(fields.inner("contact")),
        parts=tuple(_read_piece(part) for part in fields.each("parts")),
        sender=fields.identifier("sender") if "sender" in fields.held else "",
    )
    _check(header)
    return header


def _read_piece(fields: Fields) -> Piece:
    fields.only("bytes", "name", "sha256")
    return Piece(fields.text("name"), fields.digest("sha256"), fields.count("bytes"))


def _read_keys(fields: Fields) -> tuple[str, ...]:
    keys = fields.texts("keys")
    if len(keys) != KEYS_OF[fields.one_of("format", *KEYS_OF)] or not all(map(_FINGERPRINT.fullmatch, keys)):
        raise WrongField("keys")
    return keys


def _check(header: Header) -> None:
    if _DAY.fullmatch(header.received_on) is None:
        raise WrongField("received_on")
    if (header.answers.name, header.contact.name) != (ANSWERS_NAME, CONTACT_NAME):
        raise WrongField("answers.name")
    for place, part in enumerate(header.parts, start=1):
        if _PART_NAME.fullmatch(part.name) is None or part.name != part_name(place):
            raise WrongField(f"parts.{place - 1}.name")
