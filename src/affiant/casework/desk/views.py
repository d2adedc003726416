"""The start page of every officer, and the queue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from affiant.casework.access import Open, entry, officer_of
from affiant.casework.desk import context
from affiant.casework.desk import home as start
from affiant.casework.desk.forms import BulkForm, QueueForm
from affiant.ground.accounts.permissions import Permission, may


@entry(Open.TO_OFFICERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the desks that the officer's roles open, with what waits there."""
    return render(request, "desk/home.html", {"desks": start.desks(officer_of(request))})


@entry(Permission.READ_QUEUE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List the referrals that fit the filters; above them flags that nobody has seen, and what could not be opened."""
    officers = context.takers()
    form = QueueForm(request.GET, officers=officers)
    shown = context.queue(form, request.GET, officer_of(request), timezone.now())
    if may(request.user, Permission.ASSIGN):
        shown["bulk_form"] = BulkForm(officers=officers)
    return render(request, "desk/queue.html", shown)
