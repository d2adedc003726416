"""Reading a referral: the consultation is in the ledger before a word is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from affiant.core import documents
from affiant.core.documents import ContactDocument
from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.ground.ledger import services as ledger
from affiant.referrals import people, selectors
from affiant.referrals.errors import ReasonMissing
from affiant.referrals.models import Contact
from affiant.referrals.people import ContactRow
from affiant.referrals.selectors import ReferralPage, SubmissionRow
from affiant.referrals.services.unlocking import open_contact_of, open_unclosed


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody to contact, and what was said of who they are and how to reach them."""

    row: ContactRow
    document: ContactDocument = field(repr=False)


def read(*, referral_id: UUID, by: Officer, at: datetime) -> ReferralPage:
    """Return what a referral's page shows; the consultation is committed before anything is read.

    Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read referrals.
        NoSuchReferral: no referral has this id.
    """
    note_reading(referral_id=referral_id, by=by, at=at)
    return selectors.page(referral_id)


def note_reading(*, referral_id: UUID, by: Officer, at: datetime) -> None:
    """Enter that an officer reads about a referral on another page than its own, before that page is shown.

    Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read referrals.
        NoSuchReferral: no referral has this id.
    """
    check_may(by, Permission.READ_REFERRAL)
    about = str(selectors.referral(referral_id).id)
    ledger.consult(entry=Entry(kind=Kind.CONSULTATION, act="referral.read", about=about, by=by.actor, at=at))


def open_contact(*, referral_id: UUID, reason: str, by: Officer, at: datetime) -> list[Opened]:
    """Return who there is to contact, with names and ways of contact, the oldest first, but what cannot be opened.

    They lie closed until now; the consultation and its reason are committed before the first seal opens. The reason
    is a salted commitment in the ledger, because it may name people. Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read ways of contact.
        NoSuchReferral: no referral has this id.
        ReasonMissing: no reason was given.
        IdentityAway: this process does not hold the key that opens names.
        ContactUnreadable: a closed document does not open, or is not what the format says.
    """
    check_may(by, Permission.READ_CONTACT)
    row = selectors.referral(referral_id)
    if not reason.strip():
        raise ReasonMissing
    entry = Entry(kind=Kind.CONSULTATION, act="contact.opened", about=str(row.id), by=by.actor, at=at)
    with transaction.atomic(durable=True):
        enter(entry, reason=reason.strip().encode())
    submissions = {one.id: one for one in selectors.submissions_of(referral_id)}
    return [_opened(one, submissions) for one in people.people_of(referral_id) if people.opens(one)]


def contact_of(submission: SubmissionRow) -> bytes:
    """Return a submission's opened contact document, padding and all; the caller has made its ledger entry.

    Raises:
        IdentityAway: this process does not hold the key that opens names.
        ContactUnreadable: it does not open, was erased, or is not what the format says.
    """
    contact = _contacts().filter(submission_id=submission.id).first()
    if contact is None:
        return open_unclosed(submission.contact_sealed, submission.envelope_id)
    return open_contact_of(contact)


def _opened(row: ContactRow, submissions: Mapping[UUID, SubmissionRow]) -> Opened:
    submission = submissions.get(row.submission_id) if row.submission_id else None
    plain = contact_of(submission) if submission else open_contact_of(_contacts().get(pk=row.id))
    return Opened(row, documents.parse_contact(plain))


def _contacts() -> QuerySet[Contact]:
    return Contact.objects.select_related("key", "submission")
