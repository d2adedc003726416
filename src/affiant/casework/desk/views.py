"""The start page of every officer, and the queue."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from affiant.casework.access import Open, entry, officer_of
from affiant.casework.desk import home as start
from affiant.casework.desk import presenters
from affiant.casework.desk.forms import QueueForm
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import selectors
from affiant.referrals.selectors import QueueFilters
from affiant.referrals.stages import Stage

PAGE = 50


@entry(Open.TO_OFFICERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the desks that the officer's roles open, with what waits there."""
    return render(request, "desk/home.html", {"desks": start.desks(officer_of(request))})


@entry(Permission.READ_QUEUE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List the referrals that fit the filters, and above them what could not be opened."""
    officer, form = officer_of(request), QueueForm(request.GET)
    filters = _filters(form, officer)
    total = selectors.queue_length(filters)
    page = Paginator(range(total), PAGE).get_page(request.GET.get("page"))
    rows = selectors.queue(filters, limit=PAGE)
    sees = may(officer, Permission.READ_QUARANTINE)
    context = {
        "lines": presenters.lines(rows, selectors.glances(row.id for row in rows), officer.pk),
        "total": total,
        "quarantined": presenters.quarantine(selectors.quarantined()) if sees else [],
        "stuck": selectors.stuck() if sees else [],
        "filters": form,
        "narrowed": filters != QueueFilters(),
        "pages": presenters.pages(page, request.GET),
    }
    return render(request, "desk/queue.html", context)


def _filters(form: QueueForm, officer: Officer) -> QueueFilters:
    chosen = form.cleaned_data if form.is_valid() else {}
    stage, whose = chosen.get("stage"), chosen.get("whose")
    return QueueFilters(
        stages=frozenset({Stage(stage)}) if stage else frozenset(),
        assigned_to=officer.pk if whose == "mine" else None,
        unassigned=whose == "nobody",
    )
