"""The identity key: its public half closes names, its private half is read when one is opened and never kept."""

from pathlib import Path
from typing import Final

from django.conf import settings

from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.unseal import Identity
from affiant.referrals.errors import IdentityAway

KEY: Final = "identity.key"
LIKENESS: Final = "likeness.key"


def recipient() -> Recipient:
    """Return the public half that names are closed to now; read anew, so that a renewal needs no restart."""
    return known()[0]


def known() -> tuple[Recipient, ...]:
    """Return every public half that names may still come sealed to, the newest first."""
    return tuple(map(Recipient.parse, settings.AFFIANT.identity_public.read_text().split()))


def of(fingerprint: str) -> Identity:
    """Return the private half of this fingerprint.

    Raises:
        IdentityAway: this process does not hold it.
    """
    found = [one for one in identities() if one.recipient.fingerprint == fingerprint]
    if not found:
        raise IdentityAway
    return found[0]


def identities() -> tuple[Identity, ...]:
    """Return the private halves, the newest first.

    Raises:
        IdentityAway: this process does not hold them.
    """
    return Identity.parse_all(_read(KEY))


def likeness() -> bytes:
    """Return the key of the digests that stand for ways of contact.

    Raises:
        IdentityAway: this process does not hold it.
    """
    return bytes.fromhex(_read(LIKENESS))


def retire() -> None:
    """Leave the newest key alone, both its halves: the caller has seen that nothing needs the others.

    Raises:
        IdentityAway: this process does not hold them.
    """
    newest = identities()[0]
    _replace(settings.AFFIANT.identity_public, newest.recipient.text)
    _replace(settings.AFFIANT.identity_dir / KEY, f"# public key: {newest.recipient.text}\n{newest.text}\n")


def _replace(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.new")
    beside.touch(0o600)
    beside.write_text(text)
    beside.replace(file)


def _read(name: str) -> str:
    try:
        text: str = (settings.AFFIANT.identity_dir / name).read_text()
    except OSError as away:
        raise IdentityAway from away
    return text
