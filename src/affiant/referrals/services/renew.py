"""Closing what an earlier release left to the unit key, and what stands to a new identity key."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from affiant.core.digests import Sha256
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.sealing.unseal import Identity
from affiant.ground.entering import enter
from affiant.ground.store.objects import store
from affiant.referrals import identity
from affiant.referrals.errors import ContactUnreadable
from affiant.referrals.models import ContactKey, Submission
from affiant.referrals.services.closing import close, keep_contact, wrap
from affiant.referrals.services.unlocking import open_unclosed, unwrap

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


def of_older_keys() -> int:
    """Return how many referrals' keys are closed to another identity key than the newest."""
    return _of_others(identity.recipient().fingerprint).count()


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
    keep_contact(closing, submission, at=at)
    facts = {"closed": str(closing.closed), "envelope": submission.envelope_id}
    about = str(submission.referral_id)
    enter(Entry(kind=Kind.ALTERATION, act="contact.closed", about=about, by=OPERATOR, at=at, facts=facts))


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
