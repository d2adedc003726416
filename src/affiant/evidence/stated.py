"""Whether a file that arrived is the file that the browser measured before it sent it (R23)."""

from enum import StrEnum


class Stated(StrEnum):
    """How the digest that the browser stated compares with the one that we computed."""

    NOT_STATED = "not_stated"
    MATCHES = "matches"
    DIFFERS = "differs"


def stated(said: str, computed: str) -> Stated:
    """Compare the two; a browser without scripts states none."""
    if not said:
        return Stated.NOT_STATED
    return Stated.MATCHES if said == computed else Stated.DIFFERS
