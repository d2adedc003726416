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
    return Recipient.parse(settings.AFFIANT.identity_public.read_text())


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
    """Leave in the key's file the newest private half alone: the caller has seen that nothing needs the others.

    Raises:
        IdentityAway: this process does not hold them.
    """
    newest = identities()[0]
    file = settings.AFFIANT.identity_dir / KEY
    beside: Path = file.with_name(f".{file.name}.new")
    beside.touch(0o600)
    beside.write_text(f"# public key: {newest.recipient.text}\n{newest.text}\n")
    beside.replace(file)


def _read(name: str) -> str:
    try:
        text: str = (settings.AFFIANT.identity_dir / name).read_text()
    except OSError as away:
        raise IdentityAway from away
    return text
