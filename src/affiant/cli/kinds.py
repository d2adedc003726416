"""Tells what a path holds: by its content first, then by its name, so that damage does not hide its kind."""

from enum import Enum
from pathlib import Path
from typing import Final

_LOOK: Final = 1 << 20
_TAR_MAGIC: Final = slice(257, 262)


class Kind(Enum):
    """What `affiant verify` can check."""

    SEALED = "sealed package"
    TAR = "package tar"
    FOLDER = "package folder"
    RECEIPT = "receipt"
    DECISION = "decision"
    LEDGER = "ledger export"


# The first that fits: a longer ending stands before the one that it ends in.
_ENDINGS: Final = (
    (".age", Kind.SEALED),
    (".tar", Kind.TAR),
    (".jsonl", Kind.LEDGER),
    (".decision.json", Kind.DECISION),
    (".json", Kind.RECEIPT),
)


def kind_of(path: Path) -> Kind | None:
    """Return what stands at `path`; None when neither content nor name tells.

    Raises:
        OSError: the path cannot be read.
    """
    if path.is_dir():
        return Kind.FOLDER
    with path.open("rb") as source:
        beginning = source.read(_LOOK)
    return _by_content(beginning) or _by_name(path.name.lower())


def _by_content(beginning: bytes) -> Kind | None:
    if beginning.startswith(b"age-encryption.org/v1\n"):
        return Kind.SEALED
    if beginning[_TAR_MAGIC] == b"ustar":
        return Kind.TAR
    if beginning.startswith(b'{"format":"affiant-ledger-export/'):
        return Kind.LEDGER
    if beginning.startswith(b'{"checkpoint":"') and b'"decision":{"entry":' in beginning:
        return Kind.DECISION
    if beginning[:1] == b"{" and b'"format":"affiant-receipt/' in beginning:
        return Kind.RECEIPT
    return None


def _by_name(name: str) -> Kind | None:
    return next((kind for ending, kind in _ENDINGS if name.endswith(ending)), None)
