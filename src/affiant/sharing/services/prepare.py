"""Preparing a package: what would go to whom, under which conditions."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import selectors as referrals
from affiant.referrals.stages import Stage
from affiant.sharing import selectors
from affiant.sharing.errors import NotDecided, NothingMayBeShared, PartnerNotActive
from affiant.sharing.models import Package, PackageItem
from affiant.sharing.selectors import Offer, PackagePage, PieceRow
from affiant.sharing.stages import Ground, Piece

DECIDED: Final = frozenset({Stage.ACCEPTED, Stage.SHARING, Stage.SHARED})


@transaction.atomic
def prepare(*, referral_id: UUID, partner_id: UUID, conditions: str, by: Officer, at: datetime) -> UUID:
    """Prepare a package of what the reporter's wishes allow today; return its id.

    It will hold these pieces and no others, whatever comes in before it is written.

    Raises:
        NotPermitted: the officer may not prepare packages.
        NoSuchReferral, NoSuchPartner: there is none of this id.
        NotDecided: the referral is neither accepted nor to be shared.
        PartnerNotActive: the partner may not receive packages today.
        NothingMayBeShared: the reporter's wishes forbid it; carries the ground.
    """
    check_may(by, Permission.PREPARE_PACKAGE)
    if referrals.referral(referral_id).stage not in DECIDED:
        raise NotDecided
    partner = selectors.partner(partner_id)
    if not partner.is_active(at.date()):
        raise PartnerNotActive
    offer = check_offer(referral_id, partner.body)
    package = Package.objects.create(
        referral_id=referral_id,
        partner_id=partner_id,
        conditions=tidied(conditions),
        prepared_by=by,
        prepared_at=at,
    )
    PackageItem.objects.bulk_create(_item(package, piece) for piece in (*offer.included, *offer.withheld))
    _enter(package, offer, by, at)
    return package.pk


def check_offer(referral_id: UUID, body: str) -> Offer:
    """Return what may go to this body.

    Raises:
        NothingMayBeShared: the reporter's wishes forbid it; carries the ground.
    """
    offer = selectors.what_would_be_shared(referral_id, body)
    if offer.refusal is not None:
        raise NothingMayBeShared(offer.refusal)
    return offer


def check_still_offered(page: PackagePage) -> None:
    """Return if the reporter's wishes let every piece of a prepared package go today.

    Raises:
        NothingMayBeShared: they no longer do; carries the ground.
    """
    offer = check_offer(page.row.referral_id, page.row.partner.body)
    today = {_key(piece) for piece in offer.included}
    held_back = {_key(piece): piece.ground for piece in offer.withheld}
    for piece in page.included:
        if _key(piece) not in today:
            raise NothingMayBeShared(held_back.get(_key(piece)) or Ground.REFUSED)


def _key(piece: PieceRow) -> tuple[Piece, UUID | None]:
    return piece.piece, piece.exhibit.id if piece.exhibit else piece.submission_id


def _item(package: Package, piece: PieceRow) -> PackageItem:
    return PackageItem(
        package=package,
        piece=piece.piece,
        submission_id=piece.submission_id,
        exhibit_id=piece.exhibit.id if piece.exhibit else None,
        ground=piece.ground or "",
    )


def _enter(package: Package, offer: Offer, by: Officer, at: datetime) -> None:
    entry = Entry(
        kind=Kind.ALTERATION,
        act="package.prepared",
        about=str(package.referral_id),
        by=by.actor,
        at=at,
        facts={
            "included": len(offer.included),
            "package": str(package.pk),
            "partner": str(package.partner_id),
            "wish": package.partner.body,
            "withheld": sorted({piece.piece.value for piece in offer.withheld}),
        },
    )
    enter(entry, conditions=package.conditions.encode())
