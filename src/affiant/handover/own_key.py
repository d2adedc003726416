"""The key that a handed-over file is sealed to: its own, which lies closed to the identity key (ADR 0033).

The file holds names beside accounts, so the unit's key does not open it; throwing the key away erases the file.
"""

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass

from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal
from affiant.handover.errors import Damaged
from affiant.referrals import identity
from affiant.referrals.services.closing import wrap


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A file's public key, and its private half closed to an identity key of that fingerprint."""

    recipient: Recipient
    wrapped: str
    closed_to: str


def fresh() -> OwnKey:
    """Make a key for a file that arrives; its private half is let go of at once."""
    secret = Identity.from_entropy(os.urandom(32))
    return OwnKey(secret.recipient, *wrap(secret))


def opened(wrapped: str, *, more: Sequence[Identity] = ()) -> Identity:
    """Return the private half, by whichever identity key opens it.

    Raises:
        IdentityAway: this process does not hold the identity key.
        Damaged: none of the keys opens it.
    """
    for one in (*identity.identities(), *more):
        try:
            return Identity.parse(unseal(base64.b64decode(wrapped), one).decode())
        except CannotOpen:
            continue
    raise Damaged(0)
