"""The queue as its page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page
from django.http import QueryDict

from affiant.casework import words
from affiant.referrals.findings import SENTENCES
from affiant.referrals.selectors import Glance, QuarantineRow, QueueRow


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A referral in one line."""

    id: UUID
    reference: str
    received_at: datetime
    language: str
    path: str
    files: int
    wishes: str
    stage: str
    colour: str
    assigned: str
    mine: bool
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """An envelope that was set aside, in plain words."""

    found_at: datetime
    sentence: str
    code: str
    envelope_id: str


def lines(rows: Iterable[QueueRow], glances: Mapping[UUID, Glance], officer_id: UUID) -> list[QueueLine]:
    """Give the queue's lines."""
    return [_line(row, glances[row.id], officer_id) for row in rows]


def quarantine(rows: Iterable[QuarantineRow]) -> list[QuarantineLine]:
    """Give the envelopes that were set aside."""
    return [QuarantineLine(row.found_at, str(SENTENCES[row.code]), row.code.value, row.envelope_id) for row in rows]


def _line(row: QueueRow, glance: Glance, officer_id: UUID) -> QueueLine:
    stage, colour = words.stage(row.stage)
    wishes = (words.wish("contact", glance.wishes.contact), words.wish("icc", glance.wishes.on("icc")))
    return QueueLine(
        id=row.id,
        reference=row.reference,
        received_at=row.received_at,
        language=words.language(row.language),
        path=words.path(row.path),
        files=glance.files,
        wishes="; ".join(wishes),
        stage=stage,
        colour=colour,
        assigned=row.assigned_name,
        mine=row.assigned_to == officer_id,
        rehearsal=row.rehearsal,
    )


def pages(page: Page[int], query: QueryDict) -> dict[str, object] | None:
    """Give the links to the pages before and after, with the filters kept; None where there is one page."""
    if page.paginator.num_pages == 1:
        return None
    links: dict[str, object] = {}
    if page.has_previous():
        links["previous"] = {"href": _link(query, page.previous_page_number())}
    if page.has_next():
        links["next"] = {"href": _link(query, page.next_page_number())}
    return links


def _link(query: QueryDict, number: int) -> str:
    kept = query.copy()
    kept["page"] = str(number)
    return f"?{kept.urlencode()}"
