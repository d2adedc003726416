"""Tracing ways of contact: digests of them are kept, so that the same reporter returning can be suggested."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.core import documents
from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.ways import Way, digest, ways_in
from affiant.ground.entering import enter
from affiant.referrals import identity, reach
from affiant.referrals.errors import ContactUnreadable, IdentityAway
from affiant.referrals.models import Contact, ContactTrace
from affiant.referrals.services.unlocking import open_contact_of

TRACER: Final = "system:tracer"
ASKED: Final = "reach"  # the person's own ways; those of helpers and organisations would link what is not alike


def trace_waiting(*, at: datetime) -> int:
    """Trace every contact that waits; return how many. A process without the identity key leaves them waiting.

    A machine opens each for it, shows it to nobody, and keeps keyed digests alone; each is in the ledger.
    """
    waiting = reach.not_traced()
    if not waiting or not _held():
        return 0
    key = identity.likeness()
    return sum(_trace_or_wait(one, key, at) for one in waiting)


@transaction.atomic
def trace(*, contact_id: UUID, key: bytes, at: datetime) -> bool:
    """Keep the digests of one contact's ways, and enter it; False if somebody else has.

    Here it is found that somebody's ways do not open as the format says: they are marked with the finding, without
    any digest, and officers see it.

    Raises:
        IdentityAway: this process does not hold the key that opens this name; it waits.
    """
    contact = Contact.objects.select_for_update().filter(pk=contact_id, traced_at__isnull=True).first()
    if contact is None:
        return False
    ways, finding = _ways(contact)
    kept = {digest(way, key): way.means for way in ways}
    ContactTrace.objects.bulk_create(
        ContactTrace(contact=contact, referral_id=contact.referral_id, means=means, digest=each)
        for each, means in kept.items()
    )
    contact.traced_at, contact.finding = at, finding
    contact.save(update_fields=["traced_at", "finding"])
    facts: dict[str, Fact] = {"contact": str(contact.pk), "ways": len(kept)}
    if finding:
        facts["finding"] = finding
    about = str(contact.referral_id)
    enter(Entry(kind=Kind.COMBINATION, act="contact.traced", about=about, by=TRACER, at=at, facts=facts))
    return True


def _held() -> bool:
    try:
        return bool(identity.identities() and identity.likeness())
    except IdentityAway:
        return False


def _trace_or_wait(contact_id: UUID, key: bytes, at: datetime) -> bool:
    try:
        return trace(contact_id=contact_id, key=key, at=at)
    except IdentityAway:
        return False  # it came sealed to a key that is not here: the recovery key closes it anew, see renew


def _ways(contact: Contact) -> tuple[frozenset[Way], str]:
    """Return somebody's ways, and the finding if they do not open as they should."""
    try:
        document = documents.parse_contact(open_contact_of(contact))
    except ContactUnreadable as refused:
        return frozenset(), refused.finding
    given = [answer.answer for answer in document.answers if answer.question == ASKED]
    return frozenset().union(*(ways_in(one) for one in given if isinstance(one, str))), ""
