"""Taking the good lines of an accepted file: each becomes a referral by way of an envelope, exactly once."""

import os
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.entering import enter
from affiant.handover import envelopes, selectors
from affiant.handover.envelopes import Sealing
from affiant.handover.models import Claim, Handover, Line
from affiant.handover.selectors import HandoverRow
from affiant.handover.services.lock import alone
from affiant.handover.services.opening import table_of
from affiant.handover.stages import Stage, Standing
from affiant.referrals import services as referrals
from affiant.referrals.selectors import submission_of
from affiant.referrals.services import Collected
from affiant.tables.reading import Table

DESK: Final = "system:desk"
AT_ONCE: Final = 20  # lines whose referrals are noted in one transaction


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
    with alone(handover_id) as is_alone:
        if not is_alone:
            return row.stage
        with table_of(handover_id) as table:
            _take_all(row, table, at)
        _finish(handover_id, at)
    return selectors.handover(handover_id).stage


def _take_all(row: HandoverRow, table: Table, at: datetime) -> None:
    reports = {report.line: report for report in table.reports}
    claims = _claim_all(row)
    for place in range(0, len(claims), AT_ONCE):
        some = claims[place : place + AT_ONCE]
        sealings = (Sealing(table, reports[one.line.line], row, one.envelope_id, at) for one in some)
        made = [_take(claim, sealing, at) for claim, sealing in zip(some, sealings, strict=True)]
        _note(row, [(claim, referral_id) for claim, referral_id in zip(some, made, strict=True) if referral_id], at)


@transaction.atomic(durable=True)
def _claim_all(row: HandoverRow) -> list[Claim]:
    """Claim the numbers of the good lines that are no referrals yet; return the claims."""
    good = Line.objects.filter(handover_id=row.id, standing=Standing.GOOD).exclude(claim__referral__isnull=False)
    claims = (_claim(row, line) for line in good.order_by("line"))
    return [claim for claim in claims if claim is not None]


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


def _take(claim: Claim, sealing: Sealing, at: datetime) -> UUID | None:
    """Make the referral of a claimed line, or find the one that was made; None if the envelope was set aside."""
    known = submission_of(claim.envelope_id)
    if known is not None:
        return known.referral_id
    inbox = envelopes.inbox()
    inbox.deliver(claim.envelope_id, sealing.write)
    collected = referrals.collect(inbox=inbox, envelope_id=claim.envelope_id, at=at, at_desk=True)
    return collected.referral_id if isinstance(collected, Collected) else None


@transaction.atomic(durable=True)
def _note(row: HandoverRow, made: Iterable[tuple[Claim, UUID]], at: datetime) -> None:
    """Say of these lines which referrals they became."""
    for claim, referral_id in made:
        _note_one(row, claim, referral_id, at)


def _note_one(row: HandoverRow, claim: Claim, referral_id: UUID, at: datetime) -> None:
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
