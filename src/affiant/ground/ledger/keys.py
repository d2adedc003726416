"""The ledger's signing key and its public name."""

import re
from pathlib import Path
from typing import Final

from django.conf import settings

from affiant.core.ledger import checkpoint
from affiant.core.signing import SigningKey
from affiant.ground.ledger.errors import KeyMissing

_SHAPE: Final = re.compile(r"[0-9a-f]{64}\n?")


def signing_key() -> SigningKey:
    """Return the key that signs checkpoints, read from the casework's key directory.

    Raises:
        KeyMissing: when there is no such file, or it is not 64 hexadecimal digits.
    """
    try:
        text = _path().read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as missing:
        raise KeyMissing from missing
    if _SHAPE.fullmatch(text) is None:
        raise KeyMissing
    return SigningKey(bytes.fromhex(text))


def origin() -> str:
    """Return the ledger's name: the first line of its checkpoints, and its key's name."""
    name: str = settings.AFFIANT.ledger_origin
    return name


def vkey() -> str:
    """Return the C2SP verifier key that a reader pins."""
    return checkpoint.vkey(origin(), signing_key().public)


def _path() -> Path:
    directory: Path = settings.AFFIANT.casework_dir
    return directory / "keys" / "ledger.key"
