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
from affiant.referrals.findings import NameCode
from affiant.referrals.models import Contact, ContactKey


def open_contact_of(contact: Contact) -> bytes:
    """Return the contact document under a person's seals, padding and all; the caller has made the ledger's entry.

    What the person who reported sent lies in the referral's key as it came: sealed to the key that the signed header
    names, and of the digest that it names. Where that key is to go, a copy that was opened with it lies beside.

    Raises:
        IdentityAway: this process does not hold the key that opens names.
        ContactErased: the referral's key was thrown away.
        ContactUnreadable: something does not open, or is not what the format says.
    """
    if contact.key.thrown_away_at is not None:
        raise ContactErased
    secret = unwrap(contact.key, identity.identities())
    if contact.submission is None:
        return _checked(_in_store(contact.closed, secret), contact.pk.hex)
    if contact.reclosed:
        return _checked(_in_store(contact.reclosed, secret), contact.submission.envelope_id)
    original = as_it_came(contact, secret)
    key = identity.of(contact.sealed_to) if contact.sealed_to else settings.AFFIANT.unit_identity
    return _checked(opened(original, [key]), contact.submission.envelope_id)


def open_unclosed(sealed: Sha256, envelope_id: str) -> bytes:
    """Return a contact document that still lies in the store as it came, before `close_contacts` was run.

    Raises:
        ContactUnreadable: it does not open, or is not what the format says.
    """
    try:
        original = store().read(sealed)
    except StoreError as refused:
        raise ContactUnreadable from refused
    return _checked(opened(original, [settings.AFFIANT.unit_identity]), envelope_id)


def as_it_came(contact: Contact, secret: Identity) -> bytes:
    """Return the sealed contact document of an envelope, out of its referral's key.

    Raises:
        ContactUnreadable: what lies in the store is not what was collected.
    """
    original = _in_store(contact.closed, secret)
    if contact.submission is None or sha256(original) != contact.submission.contact_sealed:
        raise ContactUnreadable
    return original


def opened(original: bytes, keys: Sequence[Identity]) -> bytes:
    """Return what is under the seal that a contact document came with, by whichever of the keys opens it.

    Raises:
        ContactUnreadable: none does; it was sealed to another.
    """
    for one in keys:
        try:
            return unseal(original, one)
        except CannotOpen:
            continue
    raise ContactUnreadable(NameCode.DOES_NOT_OPEN)


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


def _in_store(closed: str, secret: Identity) -> bytes:
    try:
        return unseal(store().read(Sha256(closed)), secret)
    except (StoreError, CannotOpen) as refused:
        raise ContactUnreadable from refused


def _checked(plain: bytes, belongs_to: str) -> bytes:
    try:
        document: ContactDocument = documents.parse_contact(plain)
    except MalformedDocument as refused:
        raise ContactUnreadable(NameCode.MALFORMED) from refused
    if document.envelope != belongs_to:
        raise ContactUnreadable(NameCode.FOREIGN)
    return plain
