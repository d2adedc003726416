"""Closing names and ways of contact: to a key of each referral, which lies closed to the identity key (ADR 0033).

Whoever collects needs public keys alone: they close a name and cannot open it again.
"""

import base64
import io
import os
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from affiant.core.digests import Sha256
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import seal
from affiant.core.sealing.unseal import Identity
from affiant.ground.store.disk import Staging
from affiant.referrals import identity
from affiant.referrals.errors import KeyThrownAway
from affiant.referrals.kinds import Form, Role
from affiant.referrals.models import Contact, ContactKey, Referral, Submission


@dataclass(frozen=True, slots=True)
class Closing:
    """Bytes that lie closed in the store, and the key that they are closed to; a fresh one has no row yet."""

    closed: Sha256
    key: ContactKey
    fresh: bool


def close(original: bytes, *, mailbox: str, staging: Staging, at: datetime) -> Closing:
    """Close bytes to the key of the referral of this mailbox, in the staging; a referral without one gets a new one."""
    known = ContactKey.objects.filter(referral__mailbox=mailbox, thrown_away_at__isnull=True).first()
    key = known or _new_key(at)
    sealed = seal(original, (Recipient.parse(key.recipient),), os.urandom)
    closed, _ = staging.take(io.BytesIO(sealed))
    return Closing(closed, key, fresh=known is None)


def keep_contact(closing: Closing, submission: Submission, *, sealed_to: str, at: datetime) -> Contact:
    """Keep that the contact document of an envelope is closed; the caller's transaction holds the referral.

    `sealed_to` is the fingerprint of the identity key that the envelope's header names; "" for the unit's key.

    Raises:
        IntegrityError: somebody else gave the referral its key at this moment.
        KeyThrownAway: somebody threw the key away at this moment.
    """
    return Contact.objects.create(
        referral=submission.referral,
        role=Role.REPORTER,
        submission=submission,
        key=kept_key(closing, submission.referral),
        closed=closing.closed,
        sealed_to=sealed_to,
        at=at,
        traced_at=None if submission.form == Form.REPORT else at,  # no other form asks how to reach somebody
    )


def kept_key(closing: Closing, referral: Referral) -> ContactKey:
    """Return the key with its row in the database, in the transaction that uses it.

    Raises:
        IntegrityError, KeyThrownAway: as `keep_contact`.
    """
    key = closing.key
    if closing.fresh:
        key.referral = referral
        key.save(force_insert=True)
    elif not ContactKey.objects.select_for_update().filter(pk=key.pk, thrown_away_at__isnull=True).exists():
        raise KeyThrownAway
    return key


def wrap(secret: Identity) -> tuple[str, str]:
    """Return a referral's key closed to the identity key and the recovery key, and that identity key's fingerprint."""
    to = identity.recipient()
    sealed = seal(secret.text.encode(), (to, settings.AFFIANT.recovery), os.urandom)
    return base64.b64encode(sealed).decode(), to.fingerprint


def _new_key(at: datetime) -> ContactKey:
    secret = Identity.from_entropy(os.urandom(32))
    wrapped, closed_to = wrap(secret)
    return ContactKey(recipient=secret.recipient.text, wrapped=wrapped, closed_to=closed_to, made_at=at)
