"""Taking a written package out: the entry first, then the bytes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.ledger import services as ledger
from affiant.sharing import selectors
from affiant.sharing.errors import NotWritten
from affiant.sharing.services.prepare import check_still_offered
from affiant.sharing.stages import PackageStage

PIECE: Final = 256 * 1024


def open_package(package_id: UUID, *, by: Officer, at: datetime) -> Iterator[bytes]:
    """Return a written package, sealed as it is, in pieces of at most 256 KiB.

    The entry is committed when this returns: before the first byte. Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer has no part in packages.
        NoSuchPackage: no package has this id.
        NotWritten: its file is not there.
        NothingMayBeShared: the reporter's wishes forbid it by now: what has not left yet stays.
    """
    check_may(by, Permission.READ_PACKAGES)
    page = selectors.package(package_id)
    row, file = page.row, selectors.file_of(package_id)
    if row.stage is not PackageStage.WRITTEN or not file.is_file():
        raise NotWritten
    check_still_offered(page)
    facts = {"package": str(package_id), "partner": str(row.partner.id)}
    about = str(row.referral_id)
    ledger.consult(entry=Entry(kind=Kind.DISCLOSURE, act="package.taken", about=about, by=by.actor, at=at, facts=facts))
    return _pieces(file)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as sealed:
        while piece := sealed.read(PIECE):
            yield piece
