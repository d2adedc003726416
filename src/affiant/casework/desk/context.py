"""What the page of the queue is rendered with."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from affiant.casework.desk import narrowing, presenters
from affiant.casework.desk.forms import QueueForm, SaveForm
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import queue as waiting
from affiant.referrals import selectors
from affiant.referrals.rows import Closed
from affiant.referrals.selectors import QueueFilters
from affiant.triage import need_to_know
from affiant.triage import selectors as triage

LISTED = 50  # of what went wrong: when a disk is broken, the queue below has still to be reached


def queue(form: QueueForm, query: QueryDict, officer: Officer, at: datetime) -> dict[str, object]:
    """Give the page one turn of the queue, and what stands above it."""
    closed = triage.hidden_ids(officer.pk)
    filters, order = narrowing.filters(form, officer.pk, closed, at), narrowing.order(form)
    page = waiting.page(filters, order=order, turn=narrowing.turn(query))
    flagged = waiting.flags_waiting(without=closed)
    glances = selectors.glances(row.id for row in page.rows)
    sees = may(officer, Permission.READ_QUARANTINE)
    aside, stuck = (selectors.quarantined(LISTED + 1), selectors.stuck(LISTED + 1)) if sees else ([], [])
    return {
        "restricted": need_to_know.restricted_among(row.id for row in page.rows),
        "lines": presenters.lines(page.rows, glances, officer.pk, at),
        "flagged": presenters.flagged(flagged, at),
        "total": presenters.total(page, waiting.count(filters) if page.before or page.after else None),
        "order": dict(form.fields["order"].choices)[order].lower(),  # type: ignore[attr-defined]
        "quarantined": presenters.quarantine(aside[:LISTED]),
        "stuck": stuck[:LISTED],
        "more_quarantined": len(aside) > LISTED,
        "more_stuck": len(stuck) > LISTED,
        "filters": form,
        "narrowed": narrowing.is_narrowed(query),
        "more_open": presenters.has_more(query),
        "pages": presenters.pages(page, query),
        "shortcuts": presenters.shortcuts(_counts(officer.pk, closed, at), query),
        "views": presenters.views(waiting.saved_views(officer.pk)),
        "query": presenters.kept(query),
        "save_form": SaveForm(),
    }


def takers() -> list[accounts.OfficerRow]:
    """List the officers to whom referrals can be given."""
    return accounts.who_may(Permission.DECIDE)


def _counts(officer_id: UUID, closed: Closed, at: datetime) -> dict[str, waiting.Count]:
    wanted = {
        "stage=todo": QueueFilters(to_do=True, without=closed),
        "whose=nobody&stage=todo": QueueFilters(to_do=True, unassigned=True, without=closed),
        "whose=mine": QueueFilters(assigned_to=officer_id, without=closed),
        "also=overdue&order=due": QueueFilters(overdue_at=at, without=closed),
        "flag=waiting": QueueFilters(flags_waiting=True, without=closed),
    }
    return {query: waiting.count(filters) for query, filters in wanted.items()}
