"""The files of messages: taken into memory and no further, sealed; given back to be saved, never shown."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import finding, names
from affiant.casework.access import entry, officer_of
from affiant.casework.messages import showing
from affiant.casework.messages.bounded import BoundedMemory
from affiant.casework.messages.forms import FileForm, ReturnForm
from affiant.core.errors import AffiantError
from affiant.correspondence import services
from affiant.correspondence.errors import FileRefused, MayNotFollow, NoSuchDraft, NoSuchFile, NotOwnDraft, StaleDraft
from affiant.correspondence.services import Given
from affiant.ground.accounts.permissions import Permission

WHY: Final = {
    "empty": "The file is empty. Nothing was added.",
    "large": "The file is larger than 10 MB. Nothing was added.",
    "many": "A message has at most five files. Take one out first.",
    "kind": "Only PDF, JPEG, PNG, MP3 and plain text can be sent. Nothing was added.",
}
STALE: Final = "The draft was changed meanwhile. Look at it, and try again."
CLOSED: Final = "This message is not being written any more, or it is somebody else's."


@csrf_exempt  # asked for below, once it is said how a file is read
def attach(request: HttpRequest, referral_id: UUID, draft_id: UUID) -> HttpResponse:
    """Add a file to a draft."""
    request.upload_handlers = [BoundedMemory(request)]  # the settings name none: nothing is written to disk
    return _attach(request, referral_id=referral_id, draft_id=draft_id)


@entry(Permission.REPLY)  # before the token is asked for: no byte is read of who may not write
@require_POST
@csrf_protect
def _attach(request: HttpRequest, referral_id: UUID, draft_id: UUID) -> HttpResponse:
    found, form = showing.draft_of(referral_id, draft_id), FileForm(request.POST, request.FILES)
    given = form.cleaned_data.get("file") if form.is_valid() else None
    if not isinstance(given, UploadedFile):
        messages.error(request, "Choose a file first.")
        return redirect("draft", referral_id, draft_id)
    file = Given(given.name or "", given.read())
    version = form.cleaned_data["version"]
    try:
        services.attach(draft_id=found.id, version=version, file=file, by=officer_of(request), at=timezone.now())
    except (FileRefused, StaleDraft, NotOwnDraft, MayNotFollow) as refused:
        messages.error(request, _sentence(refused))
    else:
        messages.success(request, "The file goes with the message.")
    return redirect("draft", referral_id, draft_id)


attach.entry_rule = _attach.entry_rule  # type: ignore[attr-defined]


@entry(Permission.REPLY)
@require_POST
def detach(request: HttpRequest, referral_id: UUID, draft_id: UUID, number: int) -> HttpResponse:
    """Take a file out of a draft."""
    found, version = showing.draft_of(referral_id, draft_id), ReturnForm.version_in(request.POST)
    try:
        services.detach(draft_id=found.id, version=version, number=number, by=officer_of(request), at=timezone.now())
    except (StaleDraft, NotOwnDraft, MayNotFollow) as refused:
        messages.error(request, _sentence(refused))
    except NoSuchFile as missing:
        raise Http404 from missing
    else:
        messages.success(request, "The file does not go with the message.")
    return redirect("draft", referral_id, draft_id)


@entry(Permission.REPLY)
@require_safe
def of_draft(request: HttpRequest, referral_id: UUID, draft_id: UUID, number: int) -> HttpResponse:
    """Give a file of a draft, once the ledger says so."""
    finding.referral(referral_id)
    try:
        name, content = services.open_file(
            draft_id=draft_id, referral_id=referral_id, number=number, by=officer_of(request), at=timezone.now()
        )
    except (NoSuchDraft, NoSuchFile) as missing:
        raise Http404 from missing
    return _given(name, content)


@entry(Permission.READ_REFERRAL)
@require_safe
def of_message(request: HttpRequest, referral_id: UUID, message_id: UUID, number: int) -> HttpResponse:
    """Give a file that went with a message, once the ledger says so."""
    finding.referral(referral_id)
    try:
        name, content = services.open_enclosed(
            referral_id=referral_id, message_id=message_id, number=number, by=officer_of(request), at=timezone.now()
        )
    except NoSuchFile as missing:
        raise Http404 from missing
    return _given(name, content)


def _given(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": names.attachment(name)}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


def _sentence(refused: AffiantError) -> str:
    if isinstance(refused, FileRefused):
        return WHY[refused.why]
    return STALE if isinstance(refused, StaleDraft) else CLOSED
