"""Closing what an earlier release left to the unit key, and what stands to a new identity key."""

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from affiant.core.digests import Sha256
from affiant.core.envelope import MalformedEnvelope, parse_header
from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import seal
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import BadSignature
from affiant.ground.entering import enter
from affiant.ground.spool.port import Inbox
from affiant.ground.store.objects import store
from affiant.referrals import identity
from affiant.referrals.errors import ContactUnreadable, DamagedEnvelope
from affiant.referrals.findings import NameCode
from affiant.referrals.models import Contact, ContactKey, Submission
from affiant.referrals.services.check import read_header
from affiant.referrals.services.closing import close, keep_contact, wrap
from affiant.referrals.services.unlocking import as_it_came, open_unclosed, opened, unwrap

OPERATOR: Final = "system:operator"
AT_ONCE: Final = 500


def close_standing(*, at: datetime) -> int:
    """Close every contact document that lies in the store as it came; return how many. It may be broken off and rerun.

    The bytes are kept as they came, inside what is closed; only then is the copy that the unit key opens removed.
    """
    closed = 0
    for submission_id, sealed, contact_id, envelope_id in _submissions():
        if not store().has(sealed):
            continue
        if contact_id is None:
            _close_one(submission_id, at)
            closed += 1
        if _is_contact(sealed, envelope_id):
            store().remove(sealed)
    return closed


def renew_keys(*, at: datetime, more: Sequence[Identity] = ()) -> int:
    """Close every referral's key to the newest identity key; return how many were closed to another one.

    `more` are keys that open them besides those that this process holds: the recovery key, after a loss.

    Raises:
        IdentityAway: this process does not hold the identity key.
        ContactUnreadable: a referral's key opens with none of them; those before it are renewed.
    """
    held, to, renewed = (*identity.identities(), *more), identity.recipient().fingerprint, 0
    while batch := list(_of_others(to)[:AT_ONCE]):
        _renew(batch, held, to, at)
        renewed += len(batch)
    return renewed


def reclose_names(*, at: datetime, more: Sequence[Identity] = ()) -> int:
    """Close what came sealed to an older identity key anew, to its referral's key alone; return how many there were.

    What came stays as it came, and opens with the recovery key for ever; the copy is what outlives the older key. With
    `more`, what did not open before is tried again.

    Raises:
        IdentityAway: this process does not hold the identity key.
        ContactUnreadable: a name opens with none of the keys that are here; those before it are closed.
    """
    held = (*identity.identities(), *more)
    found = _sealed_to_others() | _not_opening() if more else _sealed_to_others()
    return sum(_reclose(one, held, at) for one in list(found.values_list("pk", flat=True)))


def of_older_keys() -> int:
    """Return how many referrals' keys, and names as they came, only another identity key than the newest opens."""
    return _of_others(identity.recipient().fingerprint).count() + _sealed_to_others().count()


def waiting_for_older_keys(inbox: Inbox) -> int:
    """Return how many envelopes wait whose names only another identity key than the newest opens."""
    waiting = 0
    for envelope_id in inbox.ids():
        with suppress(DamagedEnvelope, MalformedEnvelope, BadSignature):
            sealed_to = parse_header(read_header(inbox, envelope_id)).header.identity
            waiting += sealed_to not in {"", identity.recipient().fingerprint}
    return waiting


def _is_contact(sealed: Sha256, envelope_id: str) -> bool:
    """Answer whether these bytes are this envelope's contact document and nothing else.

    Nobody looked into it when it came: a copy of evidence that somebody sent in its place must not take that away.
    """
    try:
        open_unclosed(sealed, envelope_id)
    except ContactUnreadable:
        return False
    return True


def _submissions() -> Iterator[tuple[UUID, Sha256, UUID | None, str]]:
    """Yield every submission with its sealed contact document and what that became, a few at a time."""
    every = Submission.objects.order_by("pk").values_list("pk", "contact_sealed", "contact__pk", "envelope_id")
    found = list(every[:AT_ONCE])
    while found:
        for submission_id, sealed, contact_id, envelope_id in found:
            yield submission_id, Sha256(sealed), contact_id, envelope_id
        found = list(every.filter(pk__gt=found[-1][0])[:AT_ONCE])


@transaction.atomic(durable=True)
def _close_one(submission_id: UUID, at: datetime) -> None:
    submission = Submission.objects.select_related("referral").get(pk=submission_id)
    sealed = store().read(Sha256(submission.contact_sealed))
    with store().stage() as staging:
        closing = close(sealed, mailbox=submission.referral.mailbox, staging=staging, at=at)
        staging.keep()
    keep_contact(closing, submission, sealed_to="", at=at)
    facts = {"closed": str(closing.closed), "envelope": submission.envelope_id}
    about = str(submission.referral_id)
    enter(Entry(kind=Kind.ALTERATION, act="contact.closed", about=about, by=OPERATOR, at=at, facts=facts))


def _sealed_to_others() -> QuerySet[Contact]:
    """Return what came sealed to another identity key than the newest, and opens with it as far as anybody knows."""
    return _standing().filter(finding="").exclude(sealed_to__in=["", identity.recipient().fingerprint])


def _not_opening() -> QuerySet[Contact]:
    """Return what was sealed to a stranger, as the key of names found."""
    return _standing().filter(finding=NameCode.DOES_NOT_OPEN)


def _standing() -> QuerySet[Contact]:
    return Contact.objects.filter(reclosed="", submission__isnull=False, key__thrown_away_at__isnull=True)


@transaction.atomic(durable=True)
def _reclose(contact_id: UUID, held: Sequence[Identity], at: datetime) -> bool:
    """Close one name anew; what its own key does not open is marked instead."""
    contact = Contact.objects.select_for_update().get(pk=contact_id)
    key = ContactKey.objects.select_for_update().get(pk=contact.key_id)
    if key.thrown_away_at is not None or contact.reclosed:
        return False
    try:
        plain = opened(as_it_came(contact, unwrap(key, held)), held)
    except ContactUnreadable as refused:
        _note_not_opening(contact, refused, held, at)
        return False
    with store().stage() as staging:
        closed, _ = staging.take(io.BytesIO(seal(plain, (Recipient.parse(key.recipient),), os.urandom)))
        staging.keep()
    _keep(contact, "reclosed", closed, at)
    return True


def _note_not_opening(contact: Contact, refused: ContactUnreadable, held: Sequence[Identity], at: datetime) -> None:
    """Mark what was sealed to a stranger; that a key of ours is away is no finding.

    Raises:
        ContactUnreadable: it is another fault than the sender's, or the key that it names is not here.
    """
    if contact.finding:
        return
    if not refused.finding or contact.sealed_to not in {one.recipient.fingerprint for one in held}:
        raise refused
    _keep(contact, "finding", refused.finding, at)


def _keep(contact: Contact, what: str, value: str, at: datetime) -> None:
    setattr(contact, what, value)
    contact.save(update_fields=[what])
    facts: dict[str, Fact] = {"contact": str(contact.pk), what: value}
    about = str(contact.referral_id)
    enter(Entry(kind=Kind.ALTERATION, act="contact.reclosed", about=about, by=OPERATOR, at=at, facts=facts))


def _of_others(fingerprint: str) -> QuerySet[ContactKey]:
    return ContactKey.objects.filter(thrown_away_at__isnull=True).exclude(closed_to=fingerprint).order_by("pk")


@transaction.atomic(durable=True)
def _renew(batch: Sequence[ContactKey], held: Sequence[Identity], to: str, at: datetime) -> None:
    for key in ContactKey.objects.select_for_update().filter(pk__in=[one.pk for one in batch]):
        if key.thrown_away_at is None:
            key.wrapped, key.closed_to = wrap(unwrap(key, held))
            key.save(update_fields=["wrapped", "closed_to"])
    facts = {"keys": len(batch)}
    enter(
        Entry(kind=Kind.ALTERATION, act="contact.keys_renewed", about=f"identity:{to}", by=OPERATOR, at=at, facts=facts)
    )
