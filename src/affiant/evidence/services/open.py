"""Opening an exhibit: the ledger first, then only the parts that are asked for."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.sealing.unseal import CannotOpen, unseal
from affiant.evidence import selectors
from affiant.evidence.errors import ExhibitDamaged, RangeOutside
from affiant.evidence.selectors import StoredPart
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.ledger import services as ledger
from affiant.ground.store.errors import StoreError
from affiant.ground.store.objects import store

PIECE: Final = 256 * 1024


def open_range(exhibit_id: UUID, start: int, end: int, *, by: Officer, at: datetime) -> Iterator[bytes]:
    """Return the exhibit's bytes from `start` up to, not including, `end`, in pieces of at most 256 KiB.

    The consultation is in the ledger, committed, when this returns: before the first byte. Do not call it inside a
    transaction. One part at a time is opened, checked against its digest and let go of again.

    Raises:
        NotPermitted: the officer may not read exhibits.
        NoSuchExhibit: no exhibit has this id.
        RangeOutside: not `0 <= start <= end <= bytes`.
        ExhibitDamaged: while iterating, a part is not what was admitted.
    """
    check_may(by, Permission.READ_EXHIBIT)
    exhibit = selectors.exhibit(exhibit_id)
    if not 0 <= start <= end <= exhibit.bytes:
        raise RangeOutside(exhibit.bytes)
    facts: dict[str, Fact] = {"exhibit": str(exhibit.id), "from": start, "to": end}
    about = str(exhibit.referral_id)
    ledger.consult(
        entry=Entry(kind=Kind.CONSULTATION, act="exhibit.opened", about=about, by=by.actor, at=at, facts=facts)
    )
    return _bytes(exhibit_id, start, end)


def content_of(exhibit_id: UUID) -> Iterator[bytes]:
    """Yield the whole exhibit in pieces, without a ledger entry of its own: the caller's act is entered already.

    Raises:
        ExhibitDamaged: a part is not what was admitted.
    """
    return _bytes(exhibit_id, 0, selectors.exhibit(exhibit_id).bytes)


def _bytes(exhibit_id: UUID, start: int, end: int) -> Iterator[bytes]:
    for part in selectors.parts_of(exhibit_id):
        if part.start < end and start < part.start + part.plain.bytes:
            yield from _slices(_plain(part), max(start - part.start, 0), min(end - part.start, part.plain.bytes))


def _slices(plain: bytes, start: int, end: int) -> Iterator[bytes]:
    for place in range(start, end, PIECE):
        yield plain[place : min(place + PIECE, end)]


def _plain(part: StoredPart) -> bytes:
    try:
        plain = unseal(store().read(part.sealed), settings.AFFIANT.unit_identity)
    except (StoreError, CannotOpen) as damaged:
        raise ExhibitDamaged(part.index + 1) from damaged
    if hashlib.sha256(plain).hexdigest() != part.plain.sha256:
        raise ExhibitDamaged(part.index + 1)
    return plain
