"""What an officer does from the queue: gives several referrals to somebody, keeps filters, lets them go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from affiant.casework.access import entry, officer_of
from affiant.casework.desk import context, presenters
from affiant.casework.desk.forms import BulkForm, SaveForm
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import services
from affiant.referrals.errors import NoSuchReferral, TooManyViews
from affiant.triage import services as triage
from affiant.triage.errors import CannotTakeOn, NothingChanges, Recused

MOST = 50  # marked at once: a page of the queue
NOTHING = "You marked none. Mark the referrals first."


@entry(Permission.ASSIGN)
@require_POST
def assign_marked(request: HttpRequest) -> HttpResponse:
    """Give every marked referral to one officer; each is an act of its own, so that one that fails stops no other."""
    form = BulkForm(request.POST, officers=context.takers())
    marked = _marked(request.POST)
    if not form.is_valid() or not marked:
        messages.error(request, "Choose an officer from the list." if marked else NOTHING)
        return _back(request)
    to = UUID(form.cleaned_data["officer"])
    given = sum(_assign(one, to, officer_of(request)) for one in marked)
    same = len(marked) - given
    messages.success(request, f"Given: {given}." + (f" Not given, or there already: {same}." if same else ""))
    return _back(request)


@entry(Permission.READ_QUEUE)
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters under a name."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the filters a name of at most 60 characters.")
        return _back(request)
    try:
        services.save_view(name=form.cleaned_data["name"], query=_query(request), by=officer_of(request))
    except TooManyViews:
        messages.error(request, "You keep twenty views. Let one go first.")
    else:
        messages.success(request, "The view is kept. Only you see it.")
    return _back(request)


@entry(Permission.READ_QUEUE)
@require_POST
def forget_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Let one's own view go."""
    services.forget_view(view_id=view_id, by=officer_of(request))
    messages.success(request, "The view is gone.")
    return _back(request)


def _assign(referral_id: UUID, to: UUID, by: Officer) -> bool:
    try:
        triage.assign(referral_id=referral_id, officer_id=to, by=by, at=timezone.now())
    except (NothingChanges, NoSuchReferral, CannotTakeOn, Recused):
        return False
    return True


def _marked(posted: QueryDict) -> list[UUID]:
    found = []
    for text in posted.getlist("referral")[:MOST]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _query(request: HttpRequest) -> str:
    return presenters.kept(QueryDict(request.POST.get("query", "")[:500]))


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('queue')}?{_query(request)}")
