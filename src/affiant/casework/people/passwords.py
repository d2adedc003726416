"""A first password: long enough to resist guessing, short enough to be read out once."""

import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS, LENGTH = 5, 4


def make() -> str:
    """Return a password of five groups, about 99 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
