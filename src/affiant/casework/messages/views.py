"""The correspondence of one referral: what both sides wrote, and what became of what was asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.messages import context, showing
from affiant.casework.messages.forms import SettleForm
from affiant.correspondence import selectors, services
from affiant.correspondence.errors import NoSuchQuestion
from affiant.correspondence.stages import Settled
from affiant.ground.accounts.permissions import Permission


@entry(Permission.READ_REFERRAL)
@require_safe
def correspondence(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show the messages, what the person was told, what was asked of them and what was tried outside."""
    row = finding.referral(referral_id)
    showing.note_reading(request, referral_id)
    return render(request, "messages/page.html", context.page(row, officer_of(request), {}))


@entry(Permission.REPLY)
@require_POST
def settle(request: HttpRequest, referral_id: UUID, question_id: UUID) -> HttpResponse:
    """Say what became of something that the person was asked."""
    finding.referral(referral_id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what became of it, then press the button again.")
        return redirect("correspondence", referral_id)
    how, by = Settled(form.cleaned_data["how"]), officer_of(request)
    try:
        services.settle(question_id=question_id, referral_id=referral_id, how=how, by=by, at=timezone.now())
    except NoSuchQuestion as gone:
        if not any(row.id == question_id for row in selectors.questions_of(referral_id)):
            raise Http404 from gone
        messages.error(request, "Somebody has said already what became of it: it stands below.")
    else:
        messages.success(request, "It no longer waits.")
    return redirect("correspondence", referral_id)


@entry(Permission.REPLY)
@require_POST
def let_be(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say that what the person wrote needs no answer."""
    finding.referral(referral_id)
    if services.let_be(referral_id=referral_id, by=officer_of(request), at=timezone.now()):
        messages.success(request, "It no longer waits for an answer.")
    else:
        messages.error(request, "Nothing waited for an answer: somebody has written, or has said so before.")
    return redirect("correspondence", referral_id)
