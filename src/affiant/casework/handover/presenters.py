"""What was handed over, as its pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from affiant.casework.names import visible
from affiant.handover.selectors import HandoverRow, LineRow, Sum
from affiant.handover.stages import Stage, Standing

STAGES: Final = {
    Stage.RECEIVED: ("Being looked through", "govuk-tag--blue"),
    Stage.UNREADABLE: ("Cannot be read", "govuk-tag--red"),
    Stage.EXAMINED: ("Waits for a decision", "govuk-tag--yellow"),
    Stage.TAKING: ("Being taken", "govuk-tag--turquoise"),
    Stage.TAKEN: ("Taken", "govuk-tag--green"),
    Stage.DECLINED: ("Not taken", "govuk-tag--grey"),
}
SHOWN: Final = 200  # faults on the page; all of them are in the table for download


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A handed-over file in the table."""

    id: UUID
    organisation: str
    file_name: str
    received_at: datetime
    received_by: str
    stage: str
    colour: str


@dataclass(frozen=True, slots=True)
class LineLine:
    """A line that is not wrong: what became of it."""

    line: int
    number: str
    became: str
    referral_id: UUID | None
    reference: str


def line(row: HandoverRow) -> HandoverLine:
    """Give one file's line."""
    name, colour = STAGES[row.stage]
    return HandoverLine(
        row.id, row.organisation, visible(row.file_name), row.received_at, row.received_by_name, name, colour
    )


def lines(rows: Iterable[HandoverRow]) -> list[HandoverLine]:
    """Give the table of files."""
    return [line(row) for row in rows]


def in_short(row: HandoverRow, found: Sum) -> str:
    """Say in one sentence what was found."""
    if row.stage is Stage.RECEIVED:
        return "The file is kept and is being looked through. Nothing is taken. This page loads itself again."
    if row.stage is Stage.TAKING:
        return f"{_count(found.taken)} of {found.good:,} are taken so far. This page loads itself again."
    if row.stage is Stage.TAKEN:
        return f"{_count(found.taken)} of {found.lines:,} became referrals."
    if row.stage is Stage.DECLINED:
        return "Nothing of it was taken, and nothing will be."
    if not found.wrong and not found.known:
        return _all_of(found)
    parts = [f"{_count(found.good)} of {found.lines:,} can be taken"]
    if found.wrong:
        parts.append(f"{found.wrong:,} cannot: what is wrong with each stands below")
    if found.known:
        parts.append(f"{found.known:,} were taken before and are not taken twice")
    return "; ".join(parts) + ". Nothing is taken yet."


def hindered(row: HandoverRow) -> str:
    """Say what a worker did not bring to its end, if something kept it."""
    if row.hindrance is None:
        return ""
    return {Stage.RECEIVED: "It was not looked through yet.", Stage.TAKING: "Not all is taken yet."}.get(row.stage, "")


def became(row: HandoverRow, rows: Iterable[LineRow]) -> list[LineLine]:
    """Give the lines that are not wrong."""
    return [LineLine(one.line, one.number, _became(row, one), one.referral_id, one.reference) for one in rows]


def _became(row: HandoverRow, one: LineRow) -> str:
    if one.reference:
        return "Referral"
    if one.standing is Standing.KNOWN:
        return "Taken before"
    waiting = {Stage.EXAMINED: "Can be taken", Stage.TAKING: "Waits", Stage.DECLINED: "Not taken"}
    return waiting.get(row.stage, "Not shown to you, or taken from another file")


def _all_of(found: Sum) -> str:
    if found.lines == 1:
        return "The one line can be taken. Nothing is taken yet."
    return f"All {found.lines:,} lines can be taken. Nothing is taken yet."


def _count(number: int) -> str:
    return f"{number:,} line" if number == 1 else f"{number:,} lines"
