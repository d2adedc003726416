"""Judging a package: another officer than its author approves or declines it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.sharing import selectors
from affiant.sharing.errors import MayNotFollow, NoSuchPackage, OwnPackage, PartnerNotActive, ReasonMissing
from affiant.sharing.models import Package
from affiant.sharing.services.prepare import check_still_offered
from affiant.sharing.stages import MAY_FOLLOW, PackageStage


@transaction.atomic
def approve(*, package_id: UUID, by: Officer, at: datetime) -> None:
    """Let a package go; the courier then asks a worker to write it.

    Raises:
        NotPermitted: the officer may not approve packages.
        NoSuchPackage: no package has this id.
        OwnPackage: the officer prepared it.
        MayNotFollow: it is not waiting for approval.
        PartnerNotActive: the partner may not receive packages today.
        NothingMayBeShared: the reporter's wishes forbid it by now.
    """
    check_may(by, Permission.APPROVE_PACKAGE)
    package = _of_another(package_id, by)
    if package.stage != PackageStage.PREPARED:  # one that failed is approved already: `retry` is for it
        raise MayNotFollow(package.stage, PackageStage.APPROVED)
    if not selectors.partner(package.partner_id).is_active(at.date()):
        raise PartnerNotActive
    check_still_offered(selectors.package(package_id))
    package.stage, package.judged_by, package.judged_at = PackageStage.APPROVED, by, at
    package.save(update_fields=["stage", "judged_by", "judged_at"])
    facts = _facts(package) | {"approved_by": by.actor}
    enter(_entry(package, Kind.DISCLOSURE, "package.approved", facts, by, at))


@transaction.atomic
def decline(*, package_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Do not let a package go, and say why.

    Raises:
        NotPermitted: the officer may not judge packages.
        NoSuchPackage: no package has this id.
        OwnPackage: the officer prepared it.
        MayNotFollow: it is not waiting for approval.
        ReasonMissing: no reason was given.
    """
    check_may(by, Permission.APPROVE_PACKAGE)
    words = tidied(reason)
    if not words:
        raise ReasonMissing
    package = _of_another(package_id, by)
    check_follows(package, PackageStage.DECLINED)
    package.stage, package.judged_by, package.judged_at = PackageStage.DECLINED, by, at
    package.reason = words
    package.save(update_fields=["stage", "judged_by", "judged_at", "reason"])
    entry = _entry(package, Kind.DECISION, "package.declined", _facts(package) | {"declined_by": by.actor}, by, at)
    enter(entry, reason=words.encode())


@transaction.atomic
def retry(*, package_id: UUID, by: Officer, at: datetime) -> None:
    """Let a worker try once more to write a package that failed; the approval still stands.

    Raises:
        NotPermitted: the officer has no part in packages.
        NoSuchPackage: no package has this id.
        MayNotFollow: it has not failed.
    """
    check_may(by, Permission.READ_PACKAGES)
    package = locked(package_id)
    if package.stage != PackageStage.FAILED:
        raise MayNotFollow(package.stage, PackageStage.APPROVED)
    package.stage, package.failure, package.queued_at = PackageStage.APPROVED, "", None
    package.save(update_fields=["stage", "failure", "queued_at"])
    enter(_entry(package, Kind.ALTERATION, "package.retried", _facts(package), by, at))


def locked(package_id: UUID) -> Package:
    """Return a package under its row's lock.

    Raises:
        NoSuchPackage: no package has this id.
    """
    found = Package.objects.select_for_update().filter(pk=package_id).first()
    if found is None:
        raise NoSuchPackage(str(package_id))
    return found


def check_follows(package: Package, wanted: PackageStage) -> None:
    """Return if the table of steps lets the package go to that stage.

    Raises:
        MayNotFollow: it does not.
    """
    if wanted not in MAY_FOLLOW[PackageStage(package.stage)]:
        raise MayNotFollow(package.stage, wanted)


def _of_another(package_id: UUID, by: Officer) -> Package:
    package = locked(package_id)
    if package.prepared_by_id == by.pk:
        raise OwnPackage
    return package


def _facts(package: Package) -> dict[str, Fact]:
    return {
        "package": str(package.pk),
        "partner": str(package.partner_id),
        "prepared_by": f"officer:{package.prepared_by_id}",
    }


def _entry(package: Package, kind: Kind, act: str, facts: dict[str, Fact], by: Officer, at: datetime) -> Entry:
    return Entry(kind=kind, act=act, about=str(package.referral_id), by=by.actor, at=at, facts=facts)
