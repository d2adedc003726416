"""The six digits that an authenticator app would show now (RFC 6238); for the demonstration only."""

import base64
import hmac
from typing import Final

PERIOD: Final = 30
DIGITS: Final = 6


def code(secret: str, seconds: float) -> str:
    """Return the code of a base32 secret at a time in Unix seconds."""
    counter = int(seconds // PERIOD).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    at = digest[-1] & 0x0F  # RFC 4226 section 5.3: dynamic truncation
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}d}"
