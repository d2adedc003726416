"""The messages of both sides, and writing to the team with files."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from affiant.core.codes import ReturnKeys
from affiant.intake import languages, unsent
from affiant.intake.entry import with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report import going
from affiant.intake.report.sending import WAITS
from affiant.intake.return_visit import thread
from affiant.intake.return_visit.forms import MessageForm
from affiant.intake.uploads import listing
from affiant.submissions import selectors, services
from affiant.submissions.errors import DiskFull, StillUploading
from affiant.submissions.selectors import DraftView

NOTHING = _("Write something, or add a file.")


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the messages of both sides; take a message."""
    draft = selectors.load(keys)
    if not draft.sent:
        return redirect("check")
    if request.method != "POST":
        return _show(request, keys, MessageForm(initial=_unsent(keys, draft)))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, keys, form)
    return _elsewhere(request, keys, form.cleaned_data["text"]) or _send(request, keys, form, draft)


def _unsent(keys: ReturnKeys, draft: DraftView) -> dict[str, str]:
    return {"text": unsent.kept(keys), "envelope": draft.next_envelope}


def _elsewhere(request: HttpRequest, keys: ReturnKeys, text: str) -> HttpResponse | None:
    """Keep what was typed, if the pressed button leads to another page before sending."""
    left = languages.switched(request) or going.elsewhere(request, back=reverse("overview"), then="messages")
    if "later" in request.POST:
        left = redirect("overview")
    if "files" in request.POST:
        left = redirect("more_files")
    if left:
        unsent.keep(keys, text)
    return left


def _send(request: HttpRequest, keys: ReturnKeys, form: MessageForm, draft: DraftView) -> HttpResponse:
    text, envelope_id = form.cleaned_data["text"], form.cleaned_data["envelope"] or draft.next_envelope
    if not text.strip() and not draft.uploads:
        form.add_error("text", NOTHING)
        return _show(request, keys, form)
    if paused := gate.pause(request, Act.SEND):
        return paused
    gate.count(request, Act.SEND)
    try:
        _seal(keys, text, envelope_id)
    except (StillUploading, DiskFull) as refused:
        form.add_error(None, WAITS[type(refused)])
        return _show(request, keys, form)
    return HttpResponseRedirect(reverse("messages") + "?thanks=yes")


def _seal(keys: ReturnKeys, text: str, envelope_id: str) -> None:
    language = get_language() or settings.LANGUAGE_CODE
    services.send_message(keys=keys, text=text, language=language, envelope_id=envelope_id, at=timezone.now())


def _show(request: HttpRequest, keys: ReturnKeys, form: MessageForm) -> HttpResponse:
    draft, letters = selectors.load(keys), selectors.letters(keys)
    context = {
        "form": form,
        "has_draft": True,
        "keeps": True,
        "entries": thread.of(draft.sent, letters),
        "uploads": listing.rows(draft.uploads),
        "thanks": "thanks" in request.GET,
        "already": "already" in request.GET,
        "missing": "missing" in request.GET,
        "back_address": reverse("overview"),
    }
    return render(request, "return_visit/messages.html", context)
