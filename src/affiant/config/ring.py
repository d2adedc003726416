"""Whom envelopes are sealed to: how the public face keeps it, and which of the keys of names is the newest."""

import json
from pathlib import Path
from typing import Final

from affiant.config.env import BadEnvironment
from affiant.core.sealing.recipients import KeyRing, MalformedKey, Recipient

NO_IDENTITY: Final = (
    "{file} names no identity key: names are sealed to a key of their own, and to no other in its place. The officers' "
    "side prints it with: affiant casework public_keys; then, here: affiant keys take-identity age1…"
)
WRONG: Final = "{file} is not what it should be: {fault}. Names, words and recovery have a key each."


def read(file: Path) -> KeyRing:
    """Read whom envelopes are sealed to.

    Raises:
        BadEnvironment: a key is missing, is no key, or stands in two places.
        FileNotFoundError: there is no such file.
    """
    held = json.loads(file.read_text())
    if "identity" not in held:
        raise BadEnvironment(NO_IDENTITY.format(file=file))
    try:
        return KeyRing(*(Recipient.parse(held[name]) for name in ("unit", "recovery", "identity")))
    except MalformedKey as refused:
        raise BadEnvironment(WRONG.format(file=file, fault=refused)) from refused


def written(ring: KeyRing) -> str:
    """Return what `read` reads."""
    return json.dumps({"identity": ring.identity.text, "recovery": ring.recovery.text, "unit": ring.unit.text})


def with_identity(file: Path, identity: Recipient) -> KeyRing:
    """Return whom a file names, with this key for names.

    Raises:
        MalformedKey: it is the unit's key, or the recovery key.
        FileNotFoundError: there is no such file.
    """
    held = json.loads(file.read_text())
    return KeyRing(Recipient.parse(held["unit"]), Recipient.parse(held["recovery"]), identity)


def lacks_identity(file: Path) -> bool:
    """Answer whether a public face's file was made before names had a key of their own."""
    return file.exists() and "identity" not in json.loads(file.read_text())


def known(public: Path) -> tuple[Recipient, ...]:
    """Return every public half of the keys of names that stands in a file, the newest first.

    Raises:
        MalformedKey: one of them is none, or there is none at all.
    """
    return tuple(map(Recipient.parse, public.read_text().split() or [""]))
