"""Writing an approved package: sealed to the partner as it is built, in one pass, with its name last."""

import errno
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.packaging.build import PackageFacts, write_package
from affiant.core.packaging.contents import Contents
from affiant.core.packaging.errors import PackageError
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.unseal import CannotOpen
from affiant.evidence.errors import ExhibitDamaged
from affiant.ground.entering import enter
from affiant.ground.store.disk import sync_folder
from affiant.ground.store.errors import StoreError
from affiant.referrals import services as referral_services
from affiant.referrals.errors import ContactUnreadable, IdentityAway
from affiant.sharing import selectors
from affiant.sharing.errors import NothingMayBeShared, PartnerNotActive
from affiant.sharing.models import Package
from affiant.sharing.selectors import PackagePage
from affiant.sharing.services.assemble import WORKER, assemble
from affiant.sharing.services.judge import locked
from affiant.sharing.services.prepare import check_still_offered
from affiant.sharing.stages import Failure, PackageStage

_FAILURES: Final[tuple[tuple[type[Exception] | tuple[type[Exception], ...], Failure], ...]] = (
    (NothingMayBeShared, Failure.WISHES_CHANGED),
    (PartnerNotActive, Failure.PARTNER_CLOSED),
    (IdentityAway, Failure.NAMES_LOCKED),
    ((StoreError, CannotOpen, ContactUnreadable, ExhibitDamaged), Failure.EXHIBIT_DAMAGED),
    (PackageError, Failure.UNFIT),
)


def write(*, package_id: UUID, at: datetime) -> PackageStage:
    """Write an approved package to `casework/packages/<id>.tar.age`; return the stage that it is then in.

    Called twice, or by two workers at once, one file and one entry in the ledger come of it. What cannot be written
    goes to the stage failed, with a code, and can be tried again. Do not call it inside a transaction.

    Raises:
        NoSuchPackage: no package has this id.
        OSError: the disk failed in a way that no code names; the package stays approved.
    """
    page = selectors.package(package_id)
    if page.row.stage is not PackageStage.APPROVED:
        return page.row.stage
    try:
        return _write(page, at)
    except (NothingMayBeShared, PartnerNotActive, StoreError, CannotOpen, ContactUnreadable) as refused:
        return _failed(package_id, refused, at)
    except (ExhibitDamaged, PackageError, IdentityAway) as refused:
        return _failed(package_id, refused, at)
    except OSError as refused:
        if refused.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        return fail(package_id=package_id, failure=Failure.NO_ROOM, at=at)


@transaction.atomic
def fail(*, package_id: UUID, failure: Failure, at: datetime) -> PackageStage:
    """Say why an approved package could not be written; one that is no longer approved stays as it is.

    Raises:
        NoSuchPackage: no package has this id.
    """
    package = locked(package_id)
    if package.stage != PackageStage.APPROVED:
        return PackageStage(package.stage)
    package.stage, package.failure = PackageStage.FAILED, failure
    package.save(update_fields=["stage", "failure"])
    facts = {"failure": failure.value, "package": str(package_id)}
    about = str(package.referral_id)
    enter(Entry(kind=Kind.ALTERATION, act="package.failed", about=about, by=WORKER, at=at, facts=facts))
    return PackageStage.FAILED


def _failed(package_id: UUID, refused: Exception, at: datetime) -> PackageStage:
    failure = next(code for kinds, code in _FAILURES if isinstance(refused, kinds))
    return fail(package_id=package_id, failure=failure, at=at)


def _write(page: PackagePage, at: datetime) -> PackageStage:
    if not page.row.partner.is_active(at.date()):
        raise PartnerNotActive
    check_still_offered(page)
    contents = assemble(page, at=at)
    folder = selectors.file_of(page.row.id).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    try:
        facts = _stream(contents, descriptor, Recipient.parse(page.row.partner.recipient))
        return _finish(page.row.id, Path(name), facts, at)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _stream(contents: Contents, descriptor: int, partner: Recipient) -> PackageFacts:
    with os.fdopen(descriptor, "wb") as sealed:
        facts = write_package(
            contents, sink=sealed.write, recipients=(partner,), entropy=os.urandom, key=settings.AFFIANT.package_key
        )
        sealed.flush()
        os.fsync(sealed.fileno())
    return facts


@transaction.atomic(durable=True)
def _finish(package_id: UUID, sealed: Path, facts: PackageFacts, at: datetime) -> PackageStage:
    """Give the file its name and enter it; it leaves, and the reporter is told, when it is taken.

    Another worker that was faster keeps its own.

    Raises:
        NothingMayBeShared: the wishes changed, or the report was withdrawn, while it was being written.
    """
    package = locked(package_id)
    if package.stage != PackageStage.APPROVED:
        return PackageStage(package.stage)
    referral_services.hold(referral_id=package.referral_id)  # collecting a withdrawal holds it too
    check_still_offered(selectors.package(package_id))
    target = selectors.file_of(package_id)
    sealed.replace(target)
    sync_folder(target.parent)
    package.stage, package.written_at = PackageStage.WRITTEN, at
    package.sha256, package.bytes = facts.sha256, facts.bytes
    package.save(update_fields=["stage", "written_at", "sha256", "bytes"])
    enter(_entry(package, at))
    return PackageStage.WRITTEN


def _entry(package: Package, at: datetime) -> Entry:
    return Entry(
        kind=Kind.DISCLOSURE,
        act="package.written",
        about=str(package.referral_id),
        by=WORKER,
        at=at,
        facts={
            "approved_by": f"officer:{package.judged_by_id}",
            "bytes": package.bytes or 0,
            "package": str(package.pk),
            "partner": str(package.partner_id),
            "prepared_by": f"officer:{package.prepared_by_id}",
            "sha256": package.sha256,
            "told": "when taken",
        },
    )
