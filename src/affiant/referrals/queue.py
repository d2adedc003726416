"""The queue: what waits for officers, narrowed and in order. A page costs the same whatever has come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from affiant.ground.accounts.selectors import display_names
from affiant.referrals.kinds import Flag, Route, State
from affiant.referrals.models import ReferenceCounter, Referral, SavedView
from affiant.referrals.rows import EVERYTHING, Closed, QueueFilters, QueueRow
from affiant.referrals.stages import Stage

PAGE: Final = 50
MOST_COUNTED: Final = 500  # a count beyond it is "more than": counting a million rows would take its time
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO: Final = timedelta(microseconds=1)


class Order(StrEnum):
    """In which order the queue stands."""

    WAITING = "waiting"  # the one that came first stands first
    NEWEST = "newest"
    HEARD = "heard"  # the last word from a reporter stands first
    DUE = "due"  # the one whose time runs out first; only those whose clock runs


_COLUMNS: Final[dict[Order, tuple[str, bool]]] = {
    Order.WAITING: ("received_at", False),
    Order.NEWEST: ("received_at", True),
    Order.HEARD: ("last_heard_at", True),
    Order.DUE: ("due_at", False),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue between two referrals: the pages before and after begin there."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _MICRO}.{self.id.hex}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """Read a place from an address; what is none is no place."""
        micros, _, number = text.partition(".")
        try:
            return cls(_EPOCH + timedelta(microseconds=int(micros)), UUID(number))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page of the queue: the first, the one after a place, or the one before it."""

    after: Place | None = None
    before: Place | None = None


FIRST: Final = Turn()


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page, and the places where the pages before and after it end and begin; None where there is none."""

    rows: tuple[QueueRow, ...]
    before: Place | None
    after: Place | None


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """Filters that an officer keeps: `query` is that of the queue's address."""

    id: UUID
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many; `more` says that only so many were counted."""

    number: int
    more: bool = False


NONE: Final = Count(0)


def page(
    filters: QueueFilters = EVERYTHING, *, order: Order = Order.WAITING, turn: Turn = FIRST, limit: int = PAGE
) -> QueuePage:
    """Return one page of the referrals that pass the filters; two queries."""
    column, descends = _COLUMNS[order]
    wanted = narrowed(filters)
    if order is Order.DUE:
        wanted = wanted.filter(due_at__isnull=False)
    backward = turn.before is not None
    place = turn.before or turn.after
    downward = descends is not backward
    if place is not None:
        wanted = wanted.filter(_beyond(column, place, below=downward))
    sign = "-" if downward else ""
    found = list(wanted.order_by(f"{sign}{column}", f"{sign}id")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backward:
        found.reverse()
    rows = rows_of(found)
    return QueuePage(
        rows=tuple(rows),
        before=_place(found[0], column) if found and (more if backward else place is not None) else None,
        after=_place(found[-1], column) if found and (more or backward) else None,
    )


def count(filters: QueueFilters = EVERYTHING) -> Count:
    """Return how many referrals pass the filters, up to a bound; one query."""
    return counted(narrowed(filters))


def counted(found: QuerySet[Any]) -> Count:
    """Return how many rows there are, up to a bound; one query."""
    number = found.order_by()[: MOST_COUNTED + 1].count()
    return Count(min(number, MOST_COUNTED), number > MOST_COUNTED)


def flags_waiting(*, without: Closed = frozenset(), limit: int = 20) -> list[QueueRow]:
    """Return the referrals whose flags nobody has acknowledged, the one that waits longest first; two queries."""
    waiting = Referral.objects.filter(flags_raised_at__isnull=False).exclude(pk__in=without)
    return rows_of(list(waiting.order_by("flags_raised_at", "id")[:limit]))


def saved_views(officer_id: UUID) -> list[SavedViewRow]:
    """Return the filters that an officer keeps, by name; one query."""
    found = SavedView.objects.filter(officer_id=officer_id).order_by("name")
    return [SavedViewRow(one.pk, one.name, one.query) for one in found]


def narrowed(filters: QueueFilters) -> QuerySet[Referral]:
    """Return the referrals that pass the filters."""
    plain = {
        "stage__in": filters.stages,
        "assigned_to_id": filters.assigned_to,
        "language": filters.language,
        "path": filters.path,
        "route": filters.route,
        "situation": filters.situation,
        "received_at__lt": filters.received_before,
        "received_at__gte": filters.received_after,
        "due_at__lt": filters.overdue_at,
    }
    wanted = Q(**{name: value for name, value in plain.items() if value})
    if filters.unassigned:
        wanted &= Q(assigned_to__isnull=True)
    if filters.to_do:
        wanted &= Q(due_at__isnull=False)
    if filters.flagged:
        wanted &= Q(flagged=True)
    if filters.flag is not None:
        wanted &= Q(flagged=True, **{filters.flag.value: True})
    if filters.flags_waiting:
        wanted &= Q(flags_raised_at__isnull=False)
    if filters.withdrawn:
        wanted &= Q(withdrawn_at__isnull=False)
    if filters.reference:
        wanted &= Q(reference__in=_references(filters.reference))
    return Referral.objects.filter(wanted).exclude(pk__in=filters.without)


def rows_of(found: Sequence[Referral]) -> list[QueueRow]:
    """Return these referrals as rows; one query for the officers' names."""
    names = display_names(referral.assigned_to_id for referral in found)
    return [row_of(referral, names) for referral in found]


def row_of(referral: Referral, names: dict[UUID, str]) -> QueueRow:
    """Return one referral as a row."""
    assigned = referral.assigned_to_id
    return QueueRow(
        id=referral.pk,
        reference=referral.reference,
        stage=Stage(referral.stage),
        language=referral.language,
        received_at=referral.received_at,
        last_heard_at=referral.last_heard_at,
        assigned_to=assigned,
        assigned_name=names.get(assigned, "") if assigned else "",
        rehearsal=referral.rehearsal,
        path=referral.path,
        flags=frozenset(flag for flag in Flag if getattr(referral, flag.value)),
        flags_raised_at=referral.flags_raised_at,
        situation=referral.situation,
        due_at=referral.due_at,
        withdrawn_at=referral.withdrawn_at,
        told=State(referral.told),
        route=Route(referral.route),
        sender=referral.sender,
    )


def _beyond(column: str, place: Place, *, below: bool) -> Q:
    """Keep what stands beyond a place. The first condition is implied; an index begins its search there."""
    side = "lt" if below else "gt"
    return Q(**{f"{column}__{side}e": place.at}) & (
        Q(**{f"{column}__{side}": place.at}) | Q(**{column: place.at, f"id__{side}": place.id})
    )


def _place(referral: Referral, column: str) -> Place:
    return Place(getattr(referral, column), referral.pk)


def _references(typed: str) -> list[str]:
    """Return the references that a person may mean: the whole of one, or its number in any year."""
    text = typed.strip()
    if not text.isdecimal():
        return [text]
    return [f"{year}-{int(text):06d}" for year in ReferenceCounter.objects.values_list("year", flat=True)]
