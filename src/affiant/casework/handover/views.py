"""The pages of what was handed over: the list, one file with what is wrong with it, and what is decided about it."""

import csv
import io
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework.access import entry, officer_of
from affiant.casework.handover import presenters
from affiant.casework.handover.forms import AcceptForm, DeclineForm, EraseForm
from affiant.ground.accounts.permissions import Permission, may
from affiant.handover import selectors, services
from affiant.handover.errors import LinesWrong, MayNotFollow, NoSuchHandover, NothingToTake
from affiant.handover.selectors import HandoverRow
from affiant.handover.stages import IN_WORK, Stage
from affiant.tables.columns import COLUMNS
from affiant.triage import selectors as triage

AGAIN: Final = "2"  # seconds after which the page loads itself again while a worker has the file
DECIDED: Final = "Somebody has decided about it already: this is what became of it."
WRONG: Final = "Some lines are wrong. Nothing is taken unless you say that the good ones are meant."
NOTHING: Final = "No line can be taken."
NOT_ERASED: Final = "It was erased before, or nobody has decided about it yet."
GOES_ON: Final = "Nothing keeps it any more: this is how it stands."
_OPEN: Final = frozenset({Stage.RECEIVED, Stage.UNREADABLE, Stage.EXAMINED})


@entry(Permission.IMPORT)
@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """List what was handed over, and lead to the two ways in which an officer takes a report in."""
    rows = presenters.lines(selectors.handovers())
    manages = may(request.user, Permission.MANAGE_PARTNERS)
    return render(request, "handover/handovers.html", {"handovers": rows, "manages": manages})


@entry(Permission.IMPORT)
@require_safe
def handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Show one file: how each of its lines stands."""
    return _page(request, _found(handover_id))


@entry(Permission.IMPORT)
@require_POST
def try_handover_again(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Ask for another worker, after something kept the last one from its end."""
    _found(handover_id)
    try:
        services.try_again(handover_id=handover_id, by=officer_of(request), at=timezone.now())
    except MayNotFollow:
        messages.error(request, GOES_ON)
    return redirect("handover", handover_id)


@entry(Permission.IMPORT)
@require_POST
def accept_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Have the reports taken: all, or the good ones when that is said."""
    _found(handover_id)
    form = AcceptForm(request.POST)
    only_good = form.is_valid() and form.cleaned_data["only_good"]
    try:
        services.accept(handover_id=handover_id, only_good=only_good, by=officer_of(request), at=timezone.now())
    except LinesWrong:
        messages.error(request, WRONG)
    except NothingToTake:
        messages.error(request, NOTHING)
    except MayNotFollow:
        messages.error(request, DECIDED)
    return redirect("handover", handover_id)


@entry(Permission.IMPORT)
@require_POST
def decline_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Take nothing of a file, and say why."""
    row, form = _found(handover_id), DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, row, decline_form=form)
    reason = form.cleaned_data["reason"]
    try:
        services.decline(handover_id=handover_id, reason=reason, by=officer_of(request), at=timezone.now())
    except MayNotFollow:
        messages.error(request, DECIDED)
    return redirect("handover", handover_id)


@entry(Permission.ERASE_CONTACT)
@require_POST
def erase_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Throw a file's key away: nobody opens it again; what was taken of it stays."""
    row, form = _found(handover_id), EraseForm(request.POST)
    if not form.is_valid():
        return _page(request, row, erase_form=form)
    reason = form.cleaned_data["erase_reason"]
    try:
        services.erase(handover_id=handover_id, reason=reason, by=officer_of(request), at=timezone.now())
    except MayNotFollow:
        messages.error(request, NOT_ERASED)
    else:
        messages.success(request, "The file is erased.")
    return redirect("handover", handover_id)


@entry(Permission.IMPORT)
@require_safe
def handover_faults(request: HttpRequest, handover_id: UUID) -> HttpResponse:  # noqa: ARG001 - a view's first argument
    """Give all that is wrong as a table, for whoever has to mend it: no word of any report stands in it."""
    row = _found(handover_id)
    return _table(selectors.fault_table(handover_id), f"what-is-wrong-{row.received_at:%Y-%m-%d}.csv")


@entry(Permission.IMPORT)
@require_safe
def empty_table(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's first argument
    """Give a table with nothing but the columns' names, for an organisation to fill in."""
    written = io.StringIO()
    csv.writer(written).writerow(COLUMNS)
    return _table(written.getvalue(), "reports.csv")


def _page(
    request: HttpRequest,
    row: HandoverRow,
    *,
    decline_form: DeclineForm | None = None,
    erase_form: EraseForm | None = None,
) -> HttpResponse:
    found, typed = selectors.sum_of(row.id), decline_form or erase_form
    loads_again = row.stage in IN_WORK and not row.hindrance and typed is None  # a page with words in it stays
    shown = selectors.faults(row.id, limit=presenters.SHOWN)
    listed = selectors.lines(row.id, without=triage.hidden_from(officer_of(request)))
    context = {
        "handover": row,
        "line": presenters.line(row),
        "sum": found,
        "in_short": presenters.in_short(row, found),
        "faults": shown,
        "more_faults": selectors.fault_count(row.id) - len(shown),
        "lines": presenters.became(row, listed),
        "more_lines": found.good + found.known - len(listed),
        "hindered": presenters.hindered(row),
        "hindrance": row.hindrance.label if row.hindrance else "",
        "decline_form": (decline_form or DeclineForm()) if row.stage in _OPEN and not loads_again else None,
        "erase_form": (erase_form or EraseForm()) if _may_erase(request, row) else None,
        "form": typed,
        "may_take": row.stage is Stage.EXAMINED and found.good > 0,
    }
    response = render(request, "handover/handover.html", context)
    if loads_again:
        response.headers["Refresh"] = AGAIN
    return response


def _may_erase(request: HttpRequest, row: HandoverRow) -> bool:
    decided = row.stage in {Stage.TAKEN, Stage.DECLINED} and row.erased_at is None
    return decided and may(request.user, Permission.ERASE_CONTACT)


def _table(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\N{BYTE ORDER MARK}" + text, content_type="text/csv; charset=utf-8", headers=headers)


def _found(handover_id: UUID) -> HandoverRow:
    try:
        return selectors.handover(handover_id)
    except NoSuchHandover as missing:
        raise Http404 from missing
