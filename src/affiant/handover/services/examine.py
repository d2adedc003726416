"""Looking a handed-over file through: what is wrong with each line, what was taken before, what can be taken."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.core.digests import Sha256
from affiant.handover import selectors
from affiant.handover.models import Handover, Line, LineFault
from affiant.handover.selectors import HandoverRow
from affiant.handover.services.lock import alone
from affiant.handover.services.opening import table_of
from affiant.handover.stages import Stage, Standing
from affiant.tables.faults import Fault
from affiant.tables.line import Report
from affiant.tables.reading import Table, Unreadable

TAKEN_OTHERWISE: Final = (
    "Under this number another report of this organisation was taken before. If this one is new, it needs a number of "
    "its own."
)
NO_LINES: Final = "The table has no reports in it: the columns are named, and no line follows."
_KEPT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def examine(*, handover_id: UUID) -> Stage:
    """Look a received file through and keep what was found; nothing is taken. Return the stage that it is then in.

    Called again, it changes nothing that was decided about. Two workers at once: the second leaves it to the first.

    Raises:
        NoSuchHandover: there is none of this id.
        IdentityAway: this process does not hold the identity key.
        Damaged: what lies in the store is not what was received.
    """
    with alone(handover_id) as is_alone:
        row = selectors.handover(handover_id)
        return _look(row) if is_alone and row.stage is Stage.RECEIVED else row.stage


def _look(row: HandoverRow) -> Stage:
    try:
        with table_of(row.id) as table:
            found = list(_lines(table, row.organisation_id))
            if found:
                return _keep(row.id, found, table.beside)
            return _set(row.id, Stage.UNREADABLE, unreadable=NO_LINES)
    except Unreadable as refused:
        return _set(row.id, Stage.UNREADABLE, unreadable=str(refused))


def _lines(table: Table, organisation_id: str) -> Iterator[tuple[Line, list[Fault]]]:
    wrong = defaultdict[int, list[Fault]](list)
    for fault in table.faults:
        wrong[fault.line].append(fault)
    claimed = selectors.claimed(organisation_id, (report.number for report in table.good))
    for report in table.reports:
        faults = wrong[report.line]
        digest = None if faults else _digest(table, report)
        before = claimed.get(report.number)
        if digest and before and before != digest:
            faults = [Fault(report.line, "number", TAKEN_OTHERWISE)]
        yield _line(report, digest, wrong=bool(faults), known=before == digest), faults


def _line(report: Report, digest: Sha256 | None, *, wrong: bool, known: bool) -> Line:
    number = report.number if _KEPT.fullmatch(report.number) else ""
    standing = Standing.WRONG if wrong else Standing.KNOWN if known else Standing.GOOD
    return Line(line=report.line, number=number, content_sha256=digest or "", standing=standing)


def _digest(table: Table, report: Report) -> Sha256:
    archive = table.archive
    return report.digest({name: archive.digest(name) for name in report.files} if archive else {})


@transaction.atomic
def _keep(handover_id: UUID, found: list[tuple[Line, list[Fault]]], beside: int) -> Stage:
    stage = _set(handover_id, Stage.EXAMINED, beside=beside)
    if stage is Stage.EXAMINED and not Line.objects.filter(handover_id=handover_id).exists():
        for line, _ in found:
            line.handover_id = handover_id
        Line.objects.bulk_create(line for line, _ in found)
        LineFault.objects.bulk_create(
            LineFault(handover_id=handover_id, line=fault.line, column=fault.column, sentence=fault.sentence)
            for _, faults in found
            for fault in faults
        )
    return stage


def _set(handover_id: UUID, stage: Stage, **found: object) -> Stage:
    """Set the stage of one that is only received; return the stage that it is in then."""
    Handover.objects.filter(pk=handover_id, stage=Stage.RECEIVED).update(stage=stage, **found)
    return selectors.handover(handover_id).stage
