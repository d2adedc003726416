"""A checkpoint: the ledger's size and root, signed as a C2SP note."""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from affiant.core import signing
from affiant.core.ledger.errors import MalformedKey, MalformedNote, SignatureRefused

_ED25519: Final = b"\x01"
_NAME: Final = r"[!-*,-~]{1,128}"  # printable ASCII without space and without plus (C2SP signed-note)
_VKEY: Final = re.compile(rf"(?P<name>{_NAME})\+(?P<id>[0-9a-f]{{8}})\+(?P<key>[A-Za-z0-9+/]{{44}})")
_NOTE: Final = re.compile(
    rf"(?P<body>(?P<origin>{_NAME})\n(?P<size>0|[1-9][0-9]{{0,14}})\n(?P<root>[A-Za-z0-9+/]{{43}}=)\n)"
    rf"\n\u2014 (?P<name>{_NAME}) (?P<signature>[A-Za-z0-9+/]{{91}}=)\n"
)


@dataclass(frozen=True)
class Checkpoint:
    """What the ledger stood at: `root` is the 32-byte root of its first `size` leaves."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True)
class VerifierKey:
    """A named Ed25519 public key, 64 hexadecimal digits."""

    name: str
    public: str


def sign(checkpoint: Checkpoint, key_name: str, key: signing.SigningKey) -> str:
    """Return the note that carries a checkpoint under one signature (C2SP signed-note, tlog-checkpoint).

    Raises:
        MalformedNote: when the origin, the name, the size or the root cannot stand in a note.
    """
    root = base64.b64encode(checkpoint.root).decode()
    body = f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"
    signature = _key_id(key_name, bytes.fromhex(key.public)) + key.sign(body.encode())
    note = f"{body}\n\u2014 {key_name} {base64.b64encode(signature).decode()}\n"
    if _NOTE.fullmatch(note) is None:
        raise MalformedNote
    return note


def vkey(name: str, public: str) -> str:
    """Return the verifier key `name+id+key` of a public key in hexadecimal (C2SP signed-note).

    Raises:
        MalformedKey: when the name cannot name a key or the key is not 32 bytes in hexadecimal.
    """
    try:
        raw = bytes.fromhex(public)
    except ValueError as refused:
        raise MalformedKey from refused
    text = f"{name}+{_key_id(name, raw).hex()}+{base64.b64encode(_ED25519 + raw).decode()}"
    if _VKEY.fullmatch(text) is None:
        raise MalformedKey
    return text


def parse_vkey(text: str) -> VerifierKey:
    """Return the key that a verifier key names.

    Raises:
        MalformedKey: when it is not spelt as `vkey` spells it, or its id is not that of its name and key.
    """
    found = _VKEY.fullmatch(text)
    if found is None:
        raise MalformedKey
    raw = base64.b64decode(found["key"])
    key = VerifierKey(found["name"], raw[1:].hex())
    if raw[:1] != _ED25519 or vkey(key.name, key.public) != text:
        raise MalformedKey
    return key


def read_note(note: str) -> Checkpoint:
    """Return the checkpoint of a note WITHOUT looking at its signature.

    Raises:
        MalformedNote: when it is not three lines of checkpoint and one signature in their one spelling.
    """
    found = _parts(note)
    return Checkpoint(found["origin"], int(found["size"]), _bytes(found["root"]))


def open_note(note: str, key: str) -> Checkpoint:
    """Return the checkpoint of a note that the holder of a verifier key signed.

    Raises:
        MalformedKey: when the verifier key is malformed.
        MalformedNote: when the note is not in its one spelling.
        SignatureRefused: when its signature is not that key's.
    """
    expected, found = parse_vkey(key), _parts(note)
    signature = _bytes(found["signature"])
    key_id = _key_id(expected.name, bytes.fromhex(expected.public))
    if found["name"] != expected.name or signature[:4] != key_id:
        raise SignatureRefused
    try:
        signing.verify(expected.public, signature[4:], found["body"].encode())
    except signing.BadSignature as refused:
        raise SignatureRefused from refused
    return read_note(note)


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _parts(note: str) -> re.Match[str]:
    found = _NOTE.fullmatch(note)
    if found is None:
        raise MalformedNote
    _bytes(found["signature"])  # whoever never looks at the signature still refuses a second spelling of it
    return found


def _bytes(text: str) -> bytes:
    """Return what base64 stands for, if this is its one spelling: spare bits must be zero."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as refused:
        raise MalformedNote from refused
    if base64.b64encode(raw).decode() != text:
        raise MalformedNote
    return raw
