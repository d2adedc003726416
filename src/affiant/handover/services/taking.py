"""Taking the good lines of an accepted file: each becomes a referral by way of an envelope, exactly once."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.entering import enter
from affiant.handover import envelopes, selectors
from affiant.handover.envelopes import Sealing
from affiant.handover.models import Claim, Handover, Line
from affiant.handover.selectors import HandoverRow
from affiant.handover.services.opening import table_of
from affiant.handover.stages import Stage, Standing
from affiant.referrals import services as referrals
from affiant.referrals.selectors import submission_of
from affiant.referrals.services import Collected
from affiant.tables.reading import Table

DESK: Final = "system:desk"


def carry_out(*, handover_id: UUID, at: datetime) -> Stage:
    """Make the referrals of an accepted file; return the stage that it is then in.

    A line's number is claimed, with its envelope's id, before anything is sealed, and collecting knows an envelope
    again: after a crash at any point the next call finishes the work and makes nothing twice. Two workers at once: the
    second leaves it to the first. Do not call it inside a transaction.

    Raises:
        NoSuchHandover: there is none of this id.
        Unreadable, Damaged: what lies in the store is not what was looked through.
    """
    row = selectors.handover(handover_id)
    if row.stage is not Stage.TAKING:
        return row.stage
    with _alone(handover_id) as alone:
        if not alone:
            return row.stage
        with table_of(handover_id) as table:
            _take_all(row, table, at)
        _finish(handover_id, at)
    return selectors.handover(handover_id).stage


def _take_all(row: HandoverRow, table: Table, at: datetime) -> None:
    reports = {report.line: report for report in table.reports}
    good = Line.objects.filter(handover_id=row.id, standing=Standing.GOOD).exclude(claim__referral__isnull=False)
    for line in good.order_by("line"):
        claim = _claim(row, line)
        if claim is not None:
            found = Sealing(table, reports[line.line], row.organisation_id, row.organisation, claim.envelope_id, at)
            _take(row, claim, found, at)


def _claim(row: HandoverRow, line: Line) -> Claim | None:
    """Claim a line's number; None if another file had the same number taken in the meantime."""
    try:
        with transaction.atomic():
            claim, _ = Claim.objects.get_or_create(
                line=line,
                defaults={
                    "organisation_id": row.organisation_id,
                    "number": line.number,
                    "content_sha256": line.content_sha256,
                    "envelope_id": os.urandom(16).hex(),
                },
            )
    except IntegrityError:
        return None
    return claim


def _take(row: HandoverRow, claim: Claim, sealing: Sealing, at: datetime) -> None:
    known = submission_of(claim.envelope_id)
    if known is not None:
        _note(row, claim, known.referral_id, at)
        return
    inbox = envelopes.inbox()
    inbox.deliver(claim.envelope_id, sealing.write)
    collected = referrals.collect(inbox=inbox, envelope_id=claim.envelope_id, at=at)
    if isinstance(collected, Collected):
        _note(row, claim, collected.referral_id, at)


@transaction.atomic(durable=True)
def _note(row: HandoverRow, claim: Claim, referral_id: UUID, at: datetime) -> None:
    if not Claim.objects.filter(pk=claim.pk, referral__isnull=True).update(referral_id=referral_id, taken_at=at):
        return
    facts: dict[str, Fact] = {"handover": str(row.id), "line": claim.line.line, "organisation": row.organisation_id}
    about = str(referral_id)
    entry = Entry(kind=Kind.COLLECTION, act="handover.report_taken", about=about, by=DESK, at=at, facts=facts)
    enter(entry, number=claim.number.encode())


@transaction.atomic(durable=True)
def _finish(handover_id: UUID, at: datetime) -> None:
    lines = selectors.sum_of(handover_id)
    taken = Handover.objects.filter(pk=handover_id, stage=Stage.TAKING).update(stage=Stage.TAKEN, finished_at=at)
    if taken:
        facts: dict[str, Fact] = {"not_taken": lines.lines - lines.taken, "taken": lines.taken}
        about = str(handover_id)
        enter(Entry(kind=Kind.COLLECTION, act="handover.taken", about=about, by=DESK, at=at, facts=facts))


@contextmanager
def _alone(handover_id: UUID) -> Iterator[bool]:
    """Hold a file's lock for as long as it is taken; False if another process does."""
    folder = settings.AFFIANT.casework_dir / "handover"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{handover_id}.lock"
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
        with suppress(FileNotFoundError):
            path.unlink()
