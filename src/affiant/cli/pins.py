"""Reads the keys that a person names: written on the command line, or in a file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from affiant.core.ledger import checkpoint
from affiant.core.ledger.errors import MalformedKey
from affiant.core.packaging.verify import bag

_LARGEST: Final = 4096
_HEX: Final = re.compile(r"[0-9a-f]{64}")


class NoKey(Exception):
    """Neither a key of its kind nor a file that holds one; carries the option's name."""


def package_key(text: str | None) -> str | None:
    """Return the fingerprint that `text` gives: itself, or that of the PEM file that it names."""
    return _read("--package-key", text, lambda held: _hex(held) or bag.fingerprint(held.encode()))


def receipt_key(text: str | None) -> str | None:
    """Return the receipt key that `text` is or whose file it names: 64 hexadecimal digits."""
    return _read("--receipt-key", text, _hex)


def desk_key(text: str | None) -> str | None:
    """Return the desk's key that `text` is or whose file it names: 64 hexadecimal digits."""
    return _read("--desk-key", text, _hex)


def ledger_key(text: str | None) -> str | None:
    """Return the verifier key that `text` is or whose file it names."""
    return _read("--ledger-key", text, _vkey)


def _read(option: str, text: str | None, take: Callable[[str], str]) -> str | None:
    if text is None:
        return None
    found = take(text) or take(_content(text))
    if not found:
        raise NoKey(option)
    return found


def _content(path: str) -> str:
    try:
        with Path(path).open("rb") as source:
            return source.read(_LARGEST).decode(errors="replace")
    except (OSError, ValueError):
        return ""


def _hex(text: str) -> str:
    held = text.strip().lower()
    return held if _HEX.fullmatch(held) else ""


def _vkey(text: str) -> str:
    held = text.strip()
    try:
        checkpoint.parse_vkey(held)
    except MalformedKey:
        return ""
    return held
