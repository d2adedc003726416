"""The second officer's part, and the desk on which it waits."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.messages import context, showing
from affiant.casework.messages.forms import ReturnForm
from affiant.correspondence import services
from affiant.correspondence.errors import CorrespondenceError, MayNotFollow, OwnDraft, StaleDraft
from affiant.ground.accounts.permissions import Permission

REFUSED: Final[dict[type[CorrespondenceError], str]] = {
    OwnDraft: "You wrote this message, so another officer has to read it.",
    StaleDraft: "The message was changed after you had loaded the page. Read what stands there now.",
    MayNotFollow: "This message does not wait any more.",
}


@entry(Permission.REPLY)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """List what waits for this officer, what they began, and what was asked and not answered."""
    return render(request, "messages/desk.html", context.desk(officer_of(request)))


@entry(Permission.REVIEW_MESSAGE)
@require_POST
def approve(request: HttpRequest, referral_id: UUID, draft_id: UUID) -> HttpResponse:
    """Let a message go as it was read."""
    found, version = showing.draft_of(referral_id, draft_id), ReturnForm.version_in(request.POST)
    try:
        services.approve(draft_id=found.id, version=version, by=officer_of(request), at=timezone.now())
    except tuple(REFUSED) as refused:
        messages.error(request, REFUSED[type(refused)])
        return redirect("draft", referral_id, draft_id)
    messages.success(request, "The message is in the person's mailbox. They read it when they come back.")
    return redirect("correspondence", referral_id)


@entry(Permission.REVIEW_MESSAGE)
@require_POST
def give_back(request: HttpRequest, referral_id: UUID, draft_id: UUID) -> HttpResponse:
    """Return a message to its author, with words."""
    found, row, form = showing.draft_of(referral_id, draft_id), finding.referral(referral_id), ReturnForm(request.POST)
    officer = officer_of(request)
    if not form.is_valid():
        showing.note_reading(request, referral_id)
        return render(request, "messages/draft.html", context.reading(row, officer, found, form))
    why, version = form.cleaned_data["why"], form.cleaned_data["version"] or 0
    try:
        services.give_back(draft_id=found.id, version=version, why=why, by=officer, at=timezone.now())
    except tuple(REFUSED) as refused:
        messages.error(request, REFUSED[type(refused)])
        return redirect("draft", referral_id, draft_id)
    messages.success(request, "The message is back with its author.")
    return redirect("messages_desk")
