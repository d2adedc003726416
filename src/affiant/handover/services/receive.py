"""Receiving a file: it is kept sealed, as it came, before anybody looks into it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.ground.store.disk import Staging
from affiant.ground.store.objects import store
from affiant.handover import selectors
from affiant.handover.errors import Empty, HandedBefore, ReasonMissing
from affiant.handover.keeping import Kept
from affiant.handover.models import Handover, HandoverPart


def receive(*, organisation_id: str, kept: Kept, staging: Staging, how: str, by: Officer, at: datetime) -> UUID:
    """Keep a file that an organisation handed over, with who brought it and how; return its id.

    Raises:
        NotPermitted: the officer may not.
        NoSuchOrganisation: none of this id is open.
        ReasonMissing: it does not say how it came.
        Empty: there is nothing in it.
        HandedBefore: the same file is there already; carries its id.
    """
    check_may(by, Permission.IMPORT)
    organisation = selectors.organisation(organisation_id)
    words = tidied(how)
    if not words:
        raise ReasonMissing
    if not kept.bytes:
        raise Empty
    _check_new(organisation.id, kept)
    staging.keep()
    try:
        return _record(organisation.id, kept, words, by, at)
    except IntegrityError:
        _forget(kept)
        _check_new(organisation.id, kept)  # somebody was faster with the same file
        raise


@transaction.atomic(durable=True)
def _record(organisation_id: str, kept: Kept, how: str, by: Officer, at: datetime) -> UUID:
    made = Handover.objects.create(
        organisation_id=organisation_id,
        file_name=kept.name.replace("\0", ""),
        bytes=kept.bytes,
        sha256=kept.sha256,
        how=how,
        received_by=by,
        received_at=at,
        key_wrapped=kept.key.wrapped,
        key_closed_to=kept.key.closed_to,
    )
    HandoverPart.objects.bulk_create(
        HandoverPart(
            handover=made,
            index=part.index,
            start=part.start,
            plain_bytes=part.plain_bytes,
            plain_sha256=part.plain_sha256,
            sealed_sha256=part.sealed_sha256,
        )
        for part in kept.parts
    )
    facts: dict[str, Fact] = {"bytes": kept.bytes, "organisation": organisation_id, "parts": len(kept.parts)}
    about = str(made.pk)
    entry = Entry(kind=Kind.COLLECTION, act="handover.received", about=about, by=by.actor, at=at, facts=facts)
    enter(entry, file=kept.sha256.encode(), how=how.encode(), name=kept.name.encode())
    return made.pk


def _forget(kept: Kept) -> None:
    """Take out of the store what was kept for nothing: its key is written nowhere, and nobody else has these bytes."""
    for part in kept.parts:
        store().remove(part.sealed_sha256)


def _check_new(organisation_id: str, kept: Kept) -> None:
    known = selectors.standing(organisation_id, kept.sha256)
    if known is not None:
        raise HandedBefore(known)
