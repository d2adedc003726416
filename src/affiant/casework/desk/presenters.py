"""The queue as its page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import QueryDict

from affiant.casework import words
from affiant.casework.desk.forms import QueueForm
from affiant.referrals import deadlines
from affiant.referrals.findings import SENTENCES
from affiant.referrals.kinds import Route
from affiant.referrals.queue import Count, Place, QueuePage, SavedViewRow
from affiant.referrals.selectors import Glance, QuarantineRow, QueueRow

ALWAYS_SHOWN: Final = frozenset({"stage", "whose", "order", "number"})
SHORTCUTS: Final = {
    "stage=todo": "Still to do",
    "whose=nobody&stage=todo": "Nobody's yet",
    "whose=mine": "Mine",
    "also=overdue&order=due": "Overdue",
    "flag=waiting": "Flags to acknowledge",
}


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A referral in one line."""

    id: UUID
    reference: str
    received_at: datetime
    language: str
    path: str
    situation: str
    files: int
    wishes: str
    stage: str
    colour: str
    assigned: str
    mine: bool
    rehearsal: bool
    flags: tuple[str, ...]
    due_at: datetime | None
    overdue: bool
    withdrawn: bool
    route: str  # "" for what came through the public form


@dataclass(frozen=True, slots=True)
class FlaggedLine:
    """A referral whose flags nobody has acknowledged."""

    id: UUID
    reference: str
    flags: tuple[str, ...]
    raised_at: datetime | None
    due_at: datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A view of the queue that every officer has, or one that this officer keeps, and how many stand in it."""

    name: str
    href: str
    count: str = ""
    current: bool = False
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """An envelope that was set aside, in plain words."""

    found_at: datetime
    sentence: str
    code: str
    envelope_id: str


def lines(rows: Iterable[QueueRow], glances: Mapping[UUID, Glance], officer_id: UUID, at: datetime) -> list[QueueLine]:
    """Give the queue's lines."""
    return [_line(row, glances[row.id], officer_id, at) for row in rows]


def flagged(rows: Iterable[QueueRow], at: datetime) -> list[FlaggedLine]:
    """Give the referrals whose flags wait for an officer."""
    return [_flagged(row, at) for row in rows]


def quarantine(rows: Iterable[QuarantineRow]) -> list[QuarantineLine]:
    """Give the envelopes that were set aside."""
    return [QuarantineLine(row.found_at, str(SENTENCES[row.code]), row.code.value, row.envelope_id) for row in rows]


def total(page: QueuePage, count: Count | None) -> str:
    """Say how many fit; a page that holds all of them needs no count."""
    number = count or Count(len(page.rows))
    noun = "referral" if number.number == 1 else "referrals"
    return f"More than {number.number:,} {noun}" if number.more else f"{number.number:,} {noun}"


def pages(page: QueuePage, query: QueryDict) -> dict[str, object] | None:
    """Give the links to the pages before and after, with the filters kept; None where there is one page."""
    links: dict[str, object] = {}
    if page.before:
        links["previous"] = {"href": _link(query, "before", page.before)}
    if page.after:
        links["next"] = {"href": _link(query, "after", page.after)}
    return links or None


def shortcuts(counts: Mapping[str, Count], query: QueryDict) -> list[Shortcut]:
    """Give the views that every officer has, each with its number."""
    current = _plain(query)
    return [
        Shortcut(SHORTCUTS[each], f"?{each}", _number(count), current=current == _plain(QueryDict(each)))
        for each, count in counts.items()
    ]


def views(rows: Iterable[SavedViewRow]) -> list[Shortcut]:
    """Give the views that this officer keeps."""
    return [Shortcut(row.name, f"?{row.query}", id=row.id) for row in rows]


def kept(query: QueryDict) -> str:
    """Return the filters of an address, without its place in the queue."""
    clean = QueryDict(mutable=True)
    clean.update(_plain(query))
    return clean.urlencode()


def has_more(query: QueryDict) -> bool:
    """Answer whether a filter is set that stands folded away."""
    return bool(set(_plain(query)) - ALWAYS_SHOWN)


def _line(row: QueueRow, glance: Glance, officer_id: UUID, at: datetime) -> QueueLine:
    stage, colour = words.stage(row.stage)
    wishes = (words.wish("contact", glance.wishes.contact), words.wish("icc", glance.wishes.on("icc")))
    return QueueLine(
        id=row.id,
        reference=row.reference,
        received_at=row.received_at,
        language=words.language(row.language),
        path=words.path(row.path),
        situation=settings.AFFIANT.situations.get(row.situation, row.situation),
        files=glance.files,
        wishes="; ".join(wishes),
        stage=stage,
        colour=colour,
        assigned=row.assigned_name,
        mine=row.assigned_to == officer_id,
        rehearsal=row.rehearsal,
        flags=_flags(row),
        due_at=row.due_at,
        overdue=row.due_at is not None and row.due_at < at,
        withdrawn=row.withdrawn_at is not None,
        route="" if row.route is Route.PUBLIC else words.ROUTES[row.route],
    )


def _flagged(row: QueueRow, at: datetime) -> FlaggedLine:
    due = deadlines.flags_due_at(row.flags_raised_at) if row.flags_raised_at else None
    overdue = due is not None and due < at
    return FlaggedLine(row.id, row.reference, _flags(row), row.flags_raised_at, due, overdue)


def _flags(row: QueueRow) -> tuple[str, ...]:
    return tuple(words.flag(flag) for flag in sorted(row.flags))


def _number(count: Count) -> str:
    return f"{count.number:,}{'+' if count.more else ''}"


def _plain(query: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in query.items() if value and name in QueueForm.base_fields}


def _link(query: QueryDict, side: str, place: Place) -> str:
    kept_query = query.copy()
    for name in ("after", "before", "page"):
        kept_query.pop(name, None)
    kept_query[side] = str(place)
    return f"?{kept_query.urlencode()}"
