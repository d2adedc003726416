"""Writing a message: from a wording, as a draft, to the mailbox or to a second officer."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.messages import context, showing
from affiant.casework.messages.forms import MessageForm, ReturnForm
from affiant.core.errors import AffiantError
from affiant.correspondence import services
from affiant.correspondence.errors import (
    AuthorStillWrites,
    LeftToFill,
    MayNotFollow,
    NotOwnDraft,
    ReturnedByYou,
    StaleDraft,
)
from affiant.correspondence.rows import DraftRow
from affiant.correspondence.services import Wording
from affiant.correspondence.stages import OPEN, DraftStage
from affiant.ground.accounts.permissions import Permission
from affiant.referrals.errors import EmptyText, NoMailbox, TextTooLong
from affiant.referrals.rows import QueueRow

SENT: Final = {
    DraftStage.SENT: "The message is in the person's mailbox. They read it when they come back.",
    DraftStage.WAITING: "The message waits for a second officer. It goes when they have read it.",
}
REFUSED: Final[dict[type[AffiantError], tuple[str | None, str]]] = {
    LeftToFill: ("text", "Fill in what stands as […], or take it out"),
    EmptyText: ("text", "Write a message"),
    TextTooLong: ("text", "The message is longer than 10,000 characters"),
    StaleDraft: (None, "The draft was changed elsewhere meanwhile: what stands there now is above your own words"),
    NotOwnDraft: (None, "Somebody else writes this message"),
    MayNotFollow: (None, "This message is not being written any more"),
    NoMailbox: (None, "Nobody can read this: an organisation handed the report over, and nobody holds a return code"),
}

NOT_TAKEN: Final[dict[type[AffiantError], str]] = {
    StaleDraft: "The draft was changed meanwhile. Read it again first.",
    MayNotFollow: "This message is not being written any more.",
    AuthorStillWrites: "Its author can go on with it.",
    ReturnedByYou: "You returned this message, so another officer takes it over.",
}


@entry(Permission.REPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Write a message to the person, or begin a draft of one."""
    row = finding.referral(referral_id)
    if request.method != "POST":
        return _show(request, row, MessageForm(initial={"language": row.language}, reads=row.language))
    form = MessageForm(request.POST, reads=row.language)
    if "use" in request.POST:
        return _use(request, row, form)
    if not form.is_valid():
        return _show(request, row, form)
    try:
        return _begin(request, referral_id, form.wording)
    except tuple(REFUSED) as refused:
        return _show(request, row, _said(form, refused))


@entry(Permission.REPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, referral_id: UUID, draft_id: UUID) -> HttpResponse:
    """Let its author go on with a draft; let others read it."""
    found, row = showing.draft_of(referral_id, draft_id), finding.referral(referral_id)
    if found.written_by != officer_of(request).pk or found.stage not in OPEN:
        showing.note_reading(request, referral_id)
        shown = context.reading(row, officer_of(request), found)
        return render(request, "messages/draft.html", shown | {"unkept": request.POST.get("text", "")})
    if request.method != "POST":
        return _show(request, row, _form_of(found, row), found)
    form = MessageForm(request.POST, reads=row.language)
    if "use" in request.POST:
        return _use(request, row, form, found)
    if not form.is_valid():
        return _show(request, row, form, found)
    return _go_on(request, row, form, found)


@entry(Permission.REPLY)
@require_POST
def take_over(request: HttpRequest, referral_id: UUID, draft_id: UUID) -> HttpResponse:
    """Let the officer go on with the draft of somebody who cannot."""
    found, version = showing.draft_of(referral_id, draft_id), ReturnForm.version_in(request.POST)
    try:
        services.take_over(draft_id=found.id, version=version, by=officer_of(request), at=timezone.now())
    except tuple(NOT_TAKEN) as refused:
        messages.error(request, NOT_TAKEN[type(refused)])
    else:
        messages.success(request, "You write this message now. It goes to the person under your name.")
    return redirect("draft", referral_id, draft_id)


@entry(Permission.REPLY)
@require_POST
def discard(request: HttpRequest, referral_id: UUID, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    found, version = showing.draft_of(referral_id, draft_id), ReturnForm.version_in(request.POST)
    try:
        services.discard(draft_id=found.id, version=version, by=officer_of(request), at=timezone.now())
    except StaleDraft:
        messages.error(request, "The draft was changed meanwhile. Read it again first.")
        return redirect("draft", referral_id, draft_id)
    except MayNotFollow:
        messages.error(request, "This message was sent, or thrown away, before.")
    else:
        messages.success(request, "The draft is thrown away.")
    return redirect("correspondence", referral_id)


def _begin(request: HttpRequest, referral_id: UUID, wording: Wording) -> HttpResponse:
    """Keep a draft, or write at once."""
    by, at = officer_of(request), timezone.now()
    if "keep" in request.POST:
        draft_id = services.draft(referral_id=referral_id, wording=wording, by=by, at=at)
        return redirect("draft", referral_id, draft_id)
    stage = services.write(referral_id=referral_id, wording=wording, by=by, at=at)
    messages.success(request, SENT[stage])
    return redirect("correspondence", referral_id)


def _go_on(request: HttpRequest, row: QueueRow, form: MessageForm, found: DraftRow) -> HttpResponse:
    """Keep what was typed, and send it if that button was pressed."""
    by, at = officer_of(request), timezone.now()
    version = form.cleaned_data["version"] or 0
    try:
        version = services.amend(draft_id=found.id, version=version, wording=form.wording, by=by, at=at)
        if "keep" in request.POST:
            messages.success(request, "The draft is kept.")
            return redirect("draft", row.id, found.id)
        messages.success(request, SENT[services.submit(draft_id=found.id, version=version, by=by, at=at)])
    except LeftToFill as refused:
        return _show(request, row, _said(_kept(form, version, row), refused), found)
    except tuple(REFUSED) as refused:
        return _show(request, row, _said(form, refused), found, changed=isinstance(refused, StaleDraft))
    return redirect("correspondence", row.id)


def _use(request: HttpRequest, row: QueueRow, form: MessageForm, found: DraftRow | None = None) -> HttpResponse:
    filled, said = context.filled(form, row)
    if said:
        messages.error(request, said)
    return _show(request, row, filled, found)


def _show(
    request: HttpRequest, row: QueueRow, form: MessageForm, found: DraftRow | None = None, *, changed: bool = False
) -> HttpResponse:
    showing.note_reading(request, row.id)
    shown = context.writing(row, officer_of(request), form, found)
    return render(request, "messages/write.html", shown | {"changed": found if changed else None})


def _form_of(found: DraftRow, row: QueueRow) -> MessageForm:
    held = {"template": found.template, "language": found.language, "text": found.text, "asks": found.asks}
    return MessageForm(initial=held | {"version": found.version}, reads=row.language)


def _kept(form: MessageForm, version: int, row: QueueRow) -> MessageForm:
    """Return the form with the version that its words now have."""
    given = {name: form.data.get(name, "") for name in form.fields}
    fresh = MessageForm(given | {"version": str(version)}, reads=row.language)
    fresh.is_valid()
    return fresh


def _said(form: MessageForm, refused: AffiantError) -> MessageForm:
    field, sentence = REFUSED[type(refused)]
    form.add_error(field, sentence)
    return form
