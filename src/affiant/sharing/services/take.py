"""Taking a written package out: the entry first, then the bytes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import services as referral_services
from affiant.referrals.kinds import What
from affiant.referrals.stages import MAY_FOLLOW as REFERRAL_STEPS
from affiant.referrals.stages import Stage
from affiant.sharing import selectors
from affiant.sharing.errors import NotWritten
from affiant.sharing.models import Package
from affiant.sharing.selectors import PackagePage
from affiant.sharing.services.judge import locked
from affiant.sharing.services.prepare import check_still_offered
from affiant.sharing.stages import PackageStage, Piece

PIECE: Final = 256 * 1024


def open_package(package_id: UUID, *, by: Officer, at: datetime) -> Iterator[bytes]:
    """Return a written package, sealed as it is, in pieces of at most 256 KiB.

    The entry is committed when this returns: before the first byte. Taken for the first time, the report has left: the
    referral is shared, and its reporter is told to whom it went. Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer has no part in packages.
        NoSuchPackage: no package has this id.
        NotWritten: its file is not there.
        NothingMayBeShared: the reporter's wishes forbid it by now: what has not left yet stays.
    """
    check_may(by, Permission.READ_PACKAGES)
    row, file = selectors.package(package_id).row, selectors.file_of(package_id)
    if row.stage is not PackageStage.WRITTEN or not file.is_file():
        raise NotWritten
    _leave(package_id, by, at)
    return _pieces(file)


@transaction.atomic(durable=True)
def _leave(package_id: UUID, by: Officer, at: datetime) -> None:
    package = locked(package_id)
    stage = referral_services.hold(referral_id=package.referral_id)  # collecting a withdrawal holds it too
    page = selectors.package(package_id)
    check_still_offered(page)
    first = package.taken_at is None
    if first:
        _tell(package, page, stage, at)
    facts: dict[str, Fact] = {"first": first, "package": str(package_id), "partner": str(package.partner_id)}
    about = str(package.referral_id)
    enter(Entry(kind=Kind.DISCLOSURE, act="package.taken", about=about, by=by.actor, at=at, facts=facts))


def _tell(package: Package, page: PackagePage, stage: Stage, at: datetime) -> None:
    """Tell the reporter to whom their report went, and whether their name went with it."""
    package.taken_at = at
    package.save(update_fields=["taken_at"])
    if Stage.SHARED in REFERRAL_STEPS[stage]:
        referral_services.advance(referral_id=package.referral_id, to=Stage.SHARED, at=at)
    named = any(piece.piece is Piece.CONTACT for piece in page.included)
    what = What.ACCOUNT_CONTACT if named else What.ACCOUNT
    referral_services.tell_shared(referral_id=package.referral_id, to=page.row.partner.name, what=what, at=at)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as sealed:
        while piece := sealed.read(PIECE):
            yield piece
