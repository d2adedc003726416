"""One referral: reading it, taking it on, answering."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import finding, words
from affiant.casework.access import entry, officer_of
from affiant.casework.referral import showing
from affiant.casework.referral.forms import ReplyForm
from affiant.core.errors import AffiantError
from affiant.correspondence import services as correspondence
from affiant.correspondence.errors import LeftToFill
from affiant.correspondence.services import Wording
from affiant.correspondence.stages import DraftStage
from affiant.ground.accounts.permissions import Permission
from affiant.referrals.errors import NoMailbox
from affiant.triage import services as triage
from affiant.triage.errors import NothingChanges

WRITTEN: Final = {
    DraftStage.SENT: "The message is in the person's mailbox. They read it when they come back.",
    DraftStage.WAITING: "The message waits for a second officer. It goes when they have read it.",
}
UNSENT: Final[dict[type[AffiantError], str]] = {
    NoMailbox: "Nobody can read this: an organisation handed the report over, and nobody holds a return code",
    LeftToFill: "Fill in what stands as […], or take it out",
}


@entry(Permission.READ_REFERRAL)
@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show a referral; the ledger says so before a word is shown."""
    finding.referral(referral_id)
    return showing.page(request, referral_id)


@entry(Permission.ASSIGN)
@require_POST
def assign(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Let the officer who asks have the referral."""
    finding.referral(referral_id)
    officer = officer_of(request)
    try:
        triage.assign(referral_id=referral_id, officer_id=officer.pk, by=officer, at=timezone.now())
    except NothingChanges:
        messages.success(request, "It was assigned to you already.")
    else:
        messages.success(request, "It is assigned to you.")
    return redirect("referral", referral_id)


@entry(Permission.REPLY)
@require_POST
def reply(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Write to the person."""
    row = finding.referral(referral_id)
    form = ReplyForm(request.POST, language=words.language(row.language))
    if not form.is_valid():
        return showing.page(request, referral_id, reply=form)
    wording = Wording(form.cleaned_data["text"])
    try:
        stage = correspondence.write(
            referral_id=referral_id, wording=wording, by=officer_of(request), at=timezone.now()
        )
    except (NoMailbox, LeftToFill) as refused:
        form.add_error("text", UNSENT[type(refused)])
        return showing.page(request, referral_id, reply=form)
    messages.success(request, WRITTEN[stage])
    return redirect("referral", referral_id)
