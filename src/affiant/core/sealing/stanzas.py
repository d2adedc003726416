"""How many keys a sealed file is closed to, read from its header without opening it."""

import re
from typing import Final

HEAD: Final = 4096  # no header of ours is longer

_LINE: Final = rb"[A-Za-z0-9+/]{43}"
_X25519: Final = rb"-> X25519 " + _LINE + rb"\n" + _LINE + rb"\n"
_HEADER: Final = re.compile(
    rb"age-encryption\.org/v1\n(?P<stanzas>(?:" + _X25519 + rb")*)--- " + _LINE + rb"\n",
)
_LENGTH: Final = len("-> X25519 \n\n") + 2 * 43
_NONCE: Final = 16


def x25519_keys(head: bytes) -> int:
    """Return how many X25519 keys the file that begins with `head` is closed to.

    It is 0 for whatever is no age file, or is closed to anything else beside such keys: a passphrase, a plugin's key,
    a stanza that only pads.
    """
    found = _HEADER.match(head[:HEAD])
    return len(found["stanzas"]) // _LENGTH if found else 0


def before_payload(head: bytes) -> bytes:
    """Return what stands before the first sealed byte: who can open the file is told there, and nothing of it.

    It is empty for what is no age file of X25519 keys alone.
    """
    found = _HEADER.match(head[:HEAD])
    return head[: found.end() + _NONCE] if found else b""
