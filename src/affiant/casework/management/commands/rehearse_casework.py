"""The officers' part of a rehearsal: collected, taken on, decided, shared; a line of JSON for each step."""

import json
import secrets
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from affiant.core.sealing.recipients import Recipient
from affiant.ground.accounts import selectors as officers
from affiant.ground.accounts import services as accounts
from affiant.ground.accounts.errors import NoSuchOfficer
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.referrals import selectors as referrals
from affiant.referrals import services as referral_services
from affiant.sharing import selectors as packages
from affiant.sharing import services as sharing
from affiant.sharing.selectors import PackageRow
from affiant.sharing.stages import PackageStage
from affiant.triage import services as triage
from affiant.triage.services import Ruling
from affiant.triage.stages import Outcome

BETWEEN_LOOKS: Final = 0.25
REASON: Final = "A rehearsal of the service."
Found = TypeVar("Found")


class Command(BaseCommand):
    """`affiant casework rehearse_casework`: the second half of `affiant rehearse`."""

    help = "Take a rehearsal report through triage and sharing; used by affiant rehearse."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which report it is and where its package goes."""
        parser.add_argument("--envelope", required=True)
        parser.add_argument("--recipient", required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--patience", type=float, default=120.0)

    def handle(self, *_: object, **options: Any) -> None:
        """Take every step, or stop at the first that fails."""
        patience = options["patience"]
        investigator, liaison, supervisor = _officers()
        with self._step("collect") as details:
            row = _await(lambda: referrals.submission_of(options["envelope"]), "the courier to collect it", patience)
            referral = referrals.referral(row.referral_id)
            details.append(referral.reference)
        if not referral.rehearsal:
            raise CommandError("This report is not marked as a rehearsal; nothing more is done with it.")
        with self._step("read, assign and decide"):
            _decide(row.referral_id, investigator, supervisor)
        with self._step("prepare and approve a package"):
            package = _prepare(row.referral_id, options["recipient"], liaison, supervisor)
        with self._step("write the package") as details:
            details.append(_fetch(package, supervisor, options["out"] / "package.tar.age", patience))
        with self._step("export the ledger"):
            _export(options["out"] / "ledger.jsonl")

    @contextmanager
    def _step(self, name: str) -> Iterator[list[str]]:
        started, details = time.monotonic(), list[str]()
        try:
            yield details
        except Exception as failed:
            self._tell(name, started, passed=False, detail=f"{type(failed).__name__}: {failed}")
            raise
        self._tell(name, started, passed=True, detail="; ".join(details))

    def _tell(self, name: str, started: float, *, passed: bool, detail: str) -> None:
        seconds = time.monotonic() - started
        self.stdout.write(json.dumps({"name": name, "seconds": seconds, "passed": passed, "detail": detail}))
        self.stdout.flush()


def _officers() -> list[Officer]:
    """Return the three officers of rehearsals; nobody knows their passwords, so that nobody signs in as them."""
    roles = (Role.INVESTIGATOR, Role.LIAISON_OFFICER, Role.SUPERVISOR)
    return [_officer(f"rehearsal-{role.value}", role) for role in roles]


def _officer(username: str, role: Role) -> Officer:
    try:
        return officers.by_username(username)
    except NoSuchOfficer:
        return accounts.create_officer(
            username=username,
            display_name=f"Rehearsal: {role.label}",
            password=secrets.token_urlsafe(32),
            roles=[role],
            at=timezone.now(),
        )


def _await(look: Callable[[], Found | None], what: str, patience: float) -> Found:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        found = look()
        if found is not None:
            return found
        time.sleep(BETWEEN_LOOKS)
    raise CommandError(f"Waited {patience:.0f} seconds for {what}.")


def _decide(referral_id: UUID, by: Officer, second: Officer) -> None:
    at = timezone.now()
    referral_services.read(referral_id=referral_id, by=by, at=at)
    triage.assign(referral_id=referral_id, officer_id=by.pk, by=by, at=at)
    ruling = Ruling(Outcome.SHARE, REASON, addressee="The rehearsal's partner")
    decision = triage.decide(referral_id=referral_id, ruling=ruling, by=by, at=at)
    triage.confirm(decision_id=decision, by=second, at=timezone.now())


def _prepare(referral_id: UUID, recipient: str, liaison: Officer, supervisor: Officer) -> UUID:
    at = timezone.now()
    name = f"Rehearsal partner {Recipient.parse(recipient).fingerprint}"
    partner = sharing.add_partner(name=name, recipient=recipient, valid_from=at.date(), at=at)
    package = sharing.prepare(
        referral_id=referral_id, partner_id=partner.id, conditions="For rehearsal only.", by=liaison, at=at
    )
    sharing.approve(package_id=package, by=supervisor, at=timezone.now())
    return package


def _fetch(package_id: UUID, by: Officer, into: Path, patience: float) -> str:
    row = _await(lambda: _finished(package_id), "the worker to write the package", patience)
    if row.stage is not PackageStage.WRITTEN:
        raise CommandError(f"The package could not be written: {row.failure}.")
    with into.open("wb") as taken:
        for piece in sharing.open_package(package_id, by=by, at=timezone.now()):
            taken.write(piece)
    return f"{row.bytes} bytes"


def _finished(package_id: UUID) -> PackageRow | None:
    row = packages.package(package_id).row
    return row if row.stage in {PackageStage.WRITTEN, PackageStage.FAILED} else None


def _export(into: Path) -> None:
    ledger_services.make_checkpoint(at=timezone.now())
    with into.open("wb") as taken:
        taken.writelines(ledger.export_lines())
