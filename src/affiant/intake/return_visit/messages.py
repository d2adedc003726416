"""After sending: where the report stands, what the team wrote, and writing back."""

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
from affiant.intake.report.sending import WAITS
from affiant.intake.return_visit.forms import MessageForm
from affiant.submissions import selectors, services
from affiant.submissions.errors import DiskFull, StillUploading
from affiant.submissions.selectors import DraftView

NOTHING = _("Write something, or add a file.")
ACKNOWLEDGEMENT = "acknowledgement"


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show where the report stands and what the team wrote; take a message."""
    draft = selectors.load(keys)
    if not draft.sent:
        return redirect("check")
    if request.method != "POST":
        return _show(request, keys, MessageForm(initial=_unsent(request, draft)))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, keys, form)
    return _elsewhere(request, form.cleaned_data["text"]) or _send(request, keys, form, draft)


def _unsent(request: HttpRequest, draft: DraftView) -> dict[str, str]:
    return {"text": unsent.kept(request), "envelope": draft.next_envelope}


def _elsewhere(request: HttpRequest, text: str) -> HttpResponse | None:
    """Keep what was typed, if the pressed button leads to another page before sending."""
    language = request.POST.get("language", "")
    if language in languages.CODES:
        unsent.keep(request, text)
        return HttpResponseRedirect(languages.same_page(request.path, language))
    if "files" in request.POST:
        unsent.keep(request, text)
        return redirect("more_files")
    return None


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
    unsent.forget(request)
    return HttpResponseRedirect(reverse("messages") + "?thanks=yes")


def _seal(keys: ReturnKeys, text: str, envelope_id: str) -> None:
    language = get_language() or settings.LANGUAGE_CODE
    services.send_message(keys=keys, text=text, language=language, envelope_id=envelope_id, at=timezone.now())


def _show(request: HttpRequest, keys: ReturnKeys, form: MessageForm) -> HttpResponse:
    draft, letters = selectors.load(keys), selectors.letters(keys)
    collected = [letter.at for letter in letters if letter.kind == ACKNOWLEDGEMENT]
    context = {
        "form": form,
        "has_draft": True,
        "letters": [letter for letter in letters if letter.kind != ACKNOWLEDGEMENT],
        "uploads": draft.uploads,
        "thanks": "thanks" in request.GET,
        "already": "already" in request.GET,
        "received_at": draft.sent[0].at,
        "collected_at": collected[0] if collected else None,
        "further": len(draft.sent) - 1,
    }
    return render(request, "return_visit/messages.html", context)
