"""Adding somebody to contact, and erasing for good who they all were."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from affiant.core import documents
from affiant.core.documents import Answer, ContactDocument, Shown
from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.ground.store.objects import store
from affiant.referrals.errors import EmptyText, NoSuchContact, NoSuchReferral, NothingToErase, ReasonMissing
from affiant.referrals.kinds import Role
from affiant.referrals.models import Contact, ContactKey, ContactTrace, Referral, Submission
from affiant.referrals.services.closing import Closing, close, kept_key

ASKED = {
    "name": "What are they called?",
    "reach": "How can they be reached?",
    "safe": "What has to be kept in mind, so that it is safe for them?",
    "source": "How do we know this?",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to contact, as an officer describes them: by the names in ASKED."""

    role: Role
    said: dict[str, str] = field(repr=False)
    follows: UUID | None = None  # the entry that this one corrects


@transaction.atomic
def add_contact(*, referral_id: UUID, person: Person, by: Officer, at: datetime) -> UUID:
    """Add somebody to contact, closed from this moment on; return the entry's id.

    The ledger names the role and the closed bytes, and nothing that would have to be erased.

    Raises:
        NotPermitted: the officer may not read ways of contact.
        NoSuchReferral: no referral has this id.
        EmptyText: neither a name nor a way of reaching them is given.
        NoSuchContact: what it would correct is not an officer's entry of this referral, or is corrected already.
    """
    check_may(by, Permission.READ_CONTACT)
    referral = Referral.objects.select_for_update().filter(pk=referral_id).first()
    if referral is None:
        raise NoSuchReferral(str(referral_id))
    _check_followed(person, referral_id)
    number = uuid4()
    closing = _close(_document(person, number), referral, at)
    key = kept_key(closing, referral)
    Contact.objects.create(
        id=number,
        referral=referral,
        role=person.role,
        key=key,
        closed=closing.closed,
        by=by,
        at=at,
        follows_id=person.follows,
    )
    facts: dict[str, Fact] = {"closed": closing.closed, "contact": str(number), "role": person.role.value}
    if person.follows:
        facts["follows"] = str(person.follows)
    enter(_entry(Kind.ALTERATION, "contact.added", referral_id, facts, by, at))
    return number


@transaction.atomic
def erase_contacts(*, referral_id: UUID, reason: str, by: Officer, at: datetime) -> int:
    """Throw the referral's key away: nobody opens its names and ways of contact again; return how many there were.

    The sealed bytes stay where they lie, and their digests in the ledger; the digests of the ways go.

    Raises:
        NotPermitted: the officer may not erase.
        ReasonMissing: no reason was given.
        NothingToErase: there is nothing, it was erased before, or part of it was never closed to a key of its own.
    """
    check_may(by, Permission.ERASE_CONTACT)
    words = reason.replace("\0", "").strip()
    if not words:
        raise ReasonMissing
    key = ContactKey.objects.select_for_update().filter(referral_id=referral_id, thrown_away_at__isnull=True).first()
    if key is None or Submission.objects.filter(referral_id=referral_id, contact__isnull=True).exists():
        raise NothingToErase
    key.wrapped, key.thrown_away_at = "", at
    key.save(update_fields=["wrapped", "thrown_away_at"])
    ContactTrace.objects.filter(contact__key=key).delete()
    gone = Contact.objects.filter(key=key).count()
    enter(_entry(Kind.ERASURE, "contact.erased", referral_id, {"contacts": gone}, by, at), reason=words.encode())
    return gone


def _check_followed(person: Person, referral_id: UUID) -> None:
    if person.role is Role.REPORTER:
        raise NoSuchContact  # what came with a report is an original
    if person.follows is None:
        return
    standing = Contact.objects.filter(pk=person.follows, referral_id=referral_id, submission__isnull=True)
    if not standing.filter(followed_by__isnull=True).exists():
        raise NoSuchContact


def _document(person: Person, number: UUID) -> ContactDocument:
    said = {name: person.said.get(name, "").replace("\0", "").strip() for name in ASKED}
    if not (said["name"] or said["reach"]):
        raise EmptyText
    return ContactDocument(number.hex, tuple(Answer(name, Shown(title), said[name]) for name, title in ASKED.items()))


def _close(document: ContactDocument, referral: Referral, at: datetime) -> Closing:
    with store().stage() as staging:
        closing = close(documents.encode_contact(document), mailbox=referral.mailbox, staging=staging, at=at)
        staging.keep()
    return closing


def _entry(kind: Kind, act: str, referral_id: UUID, facts: dict[str, Fact], by: Officer, at: datetime) -> Entry:
    return Entry(kind=kind, act=act, about=str(referral_id), by=by.actor, at=at, facts=facts)
