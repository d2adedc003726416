"""The names that may become paths; every other text is refused before the disk is asked."""

import re
from typing import Final

from affiant.ground.spool.errors import MalformedName

_ID: Final = re.compile(r"[0-9a-f]{32}")
_PIECE: Final = re.compile(r"envelope\.json|answers\.age|contact\.age|[0-9]{8}\.age")


def is_identifier(text: str) -> bool:
    """Say whether `text` is an id: 32 lower-case hexadecimal digits."""
    return _ID.fullmatch(text) is not None


def check_identifier(text: str) -> None:
    """Return if `text` is an id of an envelope, a mailbox or a letter.

    Raises:
        MalformedName: it is anything else.
    """
    if not is_identifier(text):
        raise MalformedName


def check_piece(name: str) -> None:
    """Return if `name` is a file that an envelope may hold.

    Raises:
        MalformedName: it is anything else.
    """
    if _PIECE.fullmatch(name) is None:
        raise MalformedName
