"""Opening names and ways of contact: only where the identity key is, and only what its caller has entered."""

import base64
from collections.abc import Sequence

from django.conf import settings

from affiant.core import documents
from affiant.core.digests import Sha256, sha256
from affiant.core.documents import ContactDocument, MalformedDocument
from affiant.core.sealing.recipients import MalformedKey
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal
from affiant.ground.store.errors import StoreError
from affiant.ground.store.objects import store
from affiant.referrals import identity
from affiant.referrals.errors import ContactErased, ContactUnreadable
from affiant.referrals.models import Contact, ContactKey


def open_contact_of(contact: Contact) -> bytes:
    """Return the contact document under a person's seals, padding and all; the caller has made the ledger's entry.

    What the person who reported sent lies in the referral's key as it came: sealed to the unit, and of the digest that
    the signed header names.

    Raises:
        IdentityAway: this process does not hold the key that opens names.
        ContactErased: the referral's key was thrown away.
        ContactUnreadable: something does not open, or is not what the format says.
    """
    if contact.key.thrown_away_at is not None:
        raise ContactErased
    secret = unwrap(contact.key, identity.identities())
    try:
        inner = unseal(store().read(Sha256(contact.closed)), secret)
        if contact.submission is None:
            return _checked(inner, contact.pk.hex)
        return _checked(_original(inner, contact.submission.contact_sealed), contact.submission.envelope_id)
    except (StoreError, CannotOpen) as refused:
        raise ContactUnreadable from refused


def open_unclosed(sealed: Sha256, envelope_id: str) -> bytes:
    """Return a contact document that still lies in the store as it came, before `close_contacts` was run.

    Raises:
        ContactUnreadable: it does not open, or is not what the format says.
    """
    try:
        return _checked(_original(store().read(sealed), sealed), envelope_id)
    except (StoreError, CannotOpen) as refused:
        raise ContactUnreadable from refused


def unwrap(key: ContactKey, identities: Sequence[Identity]) -> Identity:
    """Return a referral's private key, by whichever of the identities it is closed to.

    Raises:
        ContactUnreadable: none of them opens it.
    """
    wrapped = base64.b64decode(key.wrapped)
    for one in identities:
        try:
            return Identity.parse(unseal(wrapped, one).decode())
        except CannotOpen:
            continue
        except MalformedKey as refused:
            raise ContactUnreadable from refused
    raise ContactUnreadable


def _original(sealed: bytes, expected: str) -> bytes:
    if sha256(sealed) != expected:
        raise ContactUnreadable
    return unseal(sealed, settings.AFFIANT.unit_identity)


def _checked(plain: bytes, belongs_to: str) -> bytes:
    try:
        document: ContactDocument = documents.parse_contact(plain)
    except MalformedDocument as refused:
        raise ContactUnreadable from refused
    if document.envelope != belongs_to:
        raise ContactUnreadable
    return plain
