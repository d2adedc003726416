"""Collecting: an envelope becomes a referral, or is set aside; whatever happens in between, exactly once."""

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.digests import sha256
from affiant.ground.spool.errors import NoSuchEnvelope
from affiant.ground.spool.port import Inbox
from affiant.ground.store.disk import Staging
from affiant.ground.store.objects import store
from affiant.referrals import selectors
from affiant.referrals.errors import DamagedEnvelope, KeyThrownAway
from affiant.referrals.findings import QuarantineCode
from affiant.referrals.services.check import Checked, check, read_header
from affiant.referrals.services.closing import Closing, close
from affiant.referrals.services.quarantine import set_aside
from affiant.referrals.services.record import record

TRIES: Final = 3  # two couriers may meet at the same return code; the second then finds what the first made


@dataclass(frozen=True, slots=True)
class Collected:
    """The envelope is in; `again` says that it had been before."""

    envelope_id: str
    submission_id: UUID
    referral_id: UUID
    again: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """The envelope does not check out; it is kept in quarantine."""

    envelope_id: str
    code: str
    place: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Another courier had taken the envelope before we looked."""

    envelope_id: str


def collect(*, inbox: Inbox, envelope_id: str, at: datetime, at_desk: bool = False) -> Collected | SetAside | Gone:
    """Take one envelope out of the inbox, wholly or not at all.

    It is checked on a copy, its sealed bytes go to the store, the contact document closed once more, and one
    transaction makes the referral (or finds the one with the same mailbox), the submission, its exhibits, the letter
    that acknowledges it, and the ledger's entries. Only then does it leave the inbox. After a crash at any point the
    next call finishes the work; two couriers at once make one referral. `at_desk` says that the inbox is the officers'
    own, where the desk signs and nobody else.
    """
    for _ in range(TRIES):
        known = _collected_before(inbox, envelope_id, at)
        if known is not None:
            return known
        try:
            return _collect_new(inbox, envelope_id, at, at_desk=at_desk)
        except NoSuchEnvelope:
            return Gone(envelope_id)
        except (IntegrityError, KeyThrownAway):
            continue  # another courier was faster, or the referral's names were erased meanwhile: look again
    return Gone(envelope_id)


def _collect_new(inbox: Inbox, envelope_id: str, at: datetime, *, at_desk: bool) -> Collected | SetAside | Gone:
    try:
        with store().stage() as staging:
            checked = check(inbox=inbox, envelope_id=envelope_id, staging=staging, at_desk=at_desk)
            closing = _close_contact(checked, staging, at)
            staging.keep()
    except DamagedEnvelope as damage:
        return _damaged(inbox, envelope_id, damage, at)
    with transaction.atomic(durable=True):
        submission_id, referral_id = record(checked=checked, closing=closing, letter_id=os.urandom(16).hex(), at=at)
    inbox.remove(envelope_id)
    return Collected(envelope_id, submission_id, referral_id)


def _close_contact(checked: Checked, staging: Staging, at: datetime) -> Closing:
    """Close the contact document, as it came, to the referral's own key; it is kept in no other way."""
    piece = checked.header.contact
    with staging.open(piece.sha256) as reader:
        original = reader.read()
    closing = close(original, mailbox=checked.header.mailbox.text, staging=staging, at=at)
    if all(other.sha256 != piece.sha256 for other in (checked.header.answers, *checked.header.parts)):
        staging.drop(piece.sha256)
    return closing


def _damaged(inbox: Inbox, envelope_id: str, damage: DamagedEnvelope, at: datetime) -> Collected | SetAside | Gone:
    """Set the envelope aside, unless it only looks damaged because another courier is just taking it away."""
    if not inbox.path(envelope_id).exists():
        return Gone(envelope_id)
    return _collected_before(inbox, envelope_id, at) or _set_aside(inbox, envelope_id, damage, at)


def _collected_before(inbox: Inbox, envelope_id: str, at: datetime) -> Collected | SetAside | None:
    known = selectors.submission_of(envelope_id)
    if known is None:
        return None
    try:
        replaced = sha256(read_header(inbox, envelope_id)) != known.envelope_sha256
    except DamagedEnvelope:
        replaced = inbox.path(envelope_id).exists()
    if replaced:
        damage = DamagedEnvelope(QuarantineCode.ENVELOPE_REPLACED, "envelope.json")
        return _set_aside(inbox, envelope_id, damage, at)
    inbox.remove(envelope_id)
    return Collected(envelope_id, known.id, known.referral_id, again=True)


def _set_aside(inbox: Inbox, envelope_id: str, damage: DamagedEnvelope, at: datetime) -> SetAside:
    set_aside(inbox=inbox, envelope_id=envelope_id, damage=damage, at=at)
    return SetAside(envelope_id, damage.code, damage.place)
