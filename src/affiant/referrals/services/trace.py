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
    try:
        key = identity.likeness() if waiting else b""
        return sum(trace(contact_id=one, key=key, at=at) for one in waiting)
    except IdentityAway:
        return 0


@transaction.atomic
def trace(*, contact_id: UUID, key: bytes, at: datetime) -> bool:
    """Keep the digests of one contact's ways, and enter it; False if somebody else has.

    What does not open is marked as traced too, without any digest: an officer who opens it will see.

    Raises:
        IdentityAway: this process does not hold the key that opens names.
    """
    contact = Contact.objects.select_for_update().filter(pk=contact_id, traced_at__isnull=True).first()
    if contact is None:
        return False
    ways = _ways(contact)
    kept = {digest(way, key): way.means for way in ways}
    ContactTrace.objects.bulk_create(
        ContactTrace(contact=contact, referral_id=contact.referral_id, means=means, digest=each)
        for each, means in kept.items()
    )
    contact.traced_at = at
    contact.save(update_fields=["traced_at"])
    facts: dict[str, Fact] = {"contact": str(contact.pk), "ways": len(kept)}
    about = str(contact.referral_id)
    enter(Entry(kind=Kind.COMBINATION, act="contact.traced", about=about, by=TRACER, at=at, facts=facts))
    return True


def _ways(contact: Contact) -> frozenset[Way]:
    try:
        document = documents.parse_contact(open_contact_of(contact))
    except ContactUnreadable:
        return frozenset()
    given = [answer.answer for answer in document.answers if answer.question == ASKED]
    return frozenset().union(*(ways_in(one) for one in given if isinstance(one, str)))
