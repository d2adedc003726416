"""Reading a referral: the consultation is in the ledger before a word is shown."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from affiant.core import documents
from affiant.core.documents import ContactDocument, MalformedDocument
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.sealing.unseal import CannotOpen, unseal
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.ground.ledger import services as ledger
from affiant.ground.store.errors import StoreError
from affiant.ground.store.objects import store
from affiant.referrals import selectors
from affiant.referrals.errors import ContactUnreadable, ReasonMissing
from affiant.referrals.selectors import ReferralPage, SubmissionRow


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


def open_contact(*, referral_id: UUID, reason: str, by: Officer, at: datetime) -> list[ContactDocument]:
    """Return the names and ways of contact that the reporter gave, the oldest first.

    They lie sealed until now; the consultation and its reason are committed before the first seal opens. The reason
    is a salted commitment in the ledger, because it may name people. Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read ways of contact.
        NoSuchReferral: no referral has this id.
        ReasonMissing: no reason was given.
        ContactUnreadable: a sealed document does not open, or is not what the format says.
    """
    check_may(by, Permission.READ_CONTACT)
    row = selectors.referral(referral_id)
    if not reason.strip():
        raise ReasonMissing
    entry = Entry(kind=Kind.CONSULTATION, act="contact.opened", about=str(row.id), by=by.actor, at=at)
    with transaction.atomic(durable=True):
        enter(entry, reason=reason.strip().encode())
    reports = [submission for submission in selectors.submissions_of(referral_id) if submission.kind == "report"]
    return [documents.parse_contact(contact_of(submission)) for submission in reports]


def contact_of(submission: SubmissionRow) -> bytes:
    """Return a submission's opened contact document, padding and all; the caller has made its ledger entry.

    Raises:
        ContactUnreadable: it does not open, or is not what the format says.
    """
    try:
        plain = unseal(store().read(submission.contact_sealed), settings.AFFIANT.unit_identity)
        belongs = documents.parse_contact(plain).envelope == submission.envelope_id
    except (StoreError, CannotOpen, MalformedDocument) as refused:
        raise ContactUnreadable from refused
    if not belongs:
        raise ContactUnreadable
    return plain
