"""What the chosen filters mean to the queue."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from affiant.casework.desk.forms import EVERY, TO_DO, QueueForm
from affiant.referrals.kinds import Flag
from affiant.referrals.queue import Order, Place, Turn
from affiant.referrals.rows import Closed
from affiant.referrals.selectors import QueueFilters
from affiant.referrals.stages import Stage

DAYS: Final = {"day": 1, "week": 7, "month": 30}
OLDEST: Final = timedelta(days=30)


def filters(form: QueueForm, officer_id: UUID, without: Closed, at: datetime) -> QueueFilters:
    """Return what to narrow the queue to; a choice that does not exist narrows nothing."""
    chosen = _chosen(form)
    stage, whose, flag, age = (chosen.get(name, "") for name in ("stage", "whose", "flag", "age"))
    return QueueFilters(
        stages=frozenset({Stage(stage)}) if stage in Stage.values else frozenset(),
        to_do=_is_to_do(chosen),
        assigned_to=officer_id if whose == "mine" else _officer(whose),
        unassigned=whose == "nobody",
        language=chosen.get("language", ""),
        path=chosen.get("path", ""),
        situation=chosen.get("situation", ""),
        route=chosen.get("route", ""),
        flag=Flag(flag) if flag in Flag.values else None,
        flagged=flag == "any",
        flags_waiting=flag == "waiting",
        withdrawn=chosen.get("also") == "withdrawn",
        overdue_at=at if chosen.get("also") == "overdue" else None,
        received_after=at - timedelta(days=DAYS[age]) if age in DAYS else None,
        received_before=at - OLDEST if age == "older" else None,
        reference=chosen.get("number", ""),
        without=without,
    )


def order(form: QueueForm) -> Order:
    """Return the order that was chosen, or the one that is fair: who waits longest comes first."""
    return Order(_chosen(form).get("order") or Order.WAITING)


def turn(query: QueryDict) -> Turn:
    """Return which page an address asks for; a place that makes no sense is the first page."""
    return Turn(after=Place.parse(query.get("after", "")), before=Place.parse(query.get("before", "")))


def is_narrowed(query: QueryDict) -> bool:
    """Answer whether an address holds any filter."""
    return any(value for name, value in query.items() if name in QueueForm.base_fields and name != "order")


def _officer(whose: str) -> UUID | None:
    return UUID(whose) if whose not in {"", "mine", "nobody"} else None


def _is_to_do(chosen: dict[str, Any]) -> bool:
    """Answer whether only what waits for a decision is meant: so it is until somebody chooses otherwise."""
    others = ("whose", "number", "flag", "also")
    return chosen.get("stage") == TO_DO or (not chosen.get("stage") and not any(chosen.get(name) for name in others))


def _chosen(form: QueueForm) -> dict[str, Any]:
    return form.cleaned_data if form.is_valid() else {}


__all__ = ["EVERY", "TO_DO", "filters", "is_narrowed", "order", "turn"]
