"""Checking the answers, sending them once, and the receipt."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from affiant.core.codes import ReturnKeys
from affiant.intake import languages, reporter
from affiant.intake.entry import with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report import answered, questions
from affiant.submissions import selectors, services
from affiant.submissions.errors import DiskFull, StillUploading
from affiant.submissions.selectors import DraftView

NOTHING = _("There is nothing to send yet. Write something or add a file; everything else can stay empty.")
UNFINISHED = _("A file has not arrived whole. Add it again or remove it, then send.")
FULL = _(
    "We cannot take it at this moment, because we have no room left. Your answers are kept. Please try again later."
)
WAITS = {StillUploading: UNFINISHED, DiskFull: FULL}
REHEARSAL = "Affiant-Rehearsal"


class SendForm(forms.Form):
    """Has no field of its own: it carries what stands in the way of sending."""


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show all answers once more; send them when asked to."""
    if request.method == "POST":
        return _act(request, keys)
    draft = selectors.load(keys)
    return redirect("sent") if draft.sent else _show(request, draft, SendForm())


@with_draft
@require_safe
def sent(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Confirm that the report has been received."""
    if not selectors.load(keys).sent:
        return redirect("check")
    return render(request, "report/sent.html", {"code": reporter.code(request)})


@with_draft
@require_safe
def receipt(_request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Give the receipt as a file."""
    if not selectors.load(keys).sent:
        return redirect("check")
    response = HttpResponse(selectors.receipt(keys), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="receipt.json"'
    return response


def _act(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    language = request.POST.get("language", "")
    if language in languages.CODES:
        return HttpResponseRedirect(languages.same_page(request.path, language))
    if "later" in request.POST:
        return redirect("later")
    return _send(request, keys)


def _send(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    draft = selectors.load(keys)
    form = SendForm(request.POST)
    if not draft.sent and not draft.uploads and answered.is_empty(draft.answers):
        form.add_error(None, NOTHING)
        return _show(request, draft, form)
    if paused := gate.pause(request, Act.SEND):
        return paused
    gate.count(request, Act.SEND)
    try:
        _seal(request, keys, draft)
    except (StillUploading, DiskFull) as refused:
        form.add_error(None, WAITS[type(refused)])
        return _show(request, draft, form)
    return redirect("sent")


def _seal(request: HttpRequest, keys: ReturnKeys, draft: DraftView) -> None:
    services.send(
        keys=keys,
        shown=answered.shown(draft.answers, contact=False),
        contact=answered.shown(draft.answers, contact=True),
        language=get_language() or settings.LANGUAGE_CODE,
        rehearsal=_is_rehearsal(request),
        at=timezone.now(),
    )


def _is_rehearsal(request: HttpRequest) -> bool:
    token = settings.AFFIANT.rehearsal_token
    return bool(token) and constant_time_compare(request.headers.get(REHEARSAL, ""), token)


def _show(request: HttpRequest, draft: DraftView, form: SendForm) -> HttpResponse:
    context = {
        "pages": answered.pages(draft.answers, [upload.name for upload in draft.uploads]),
        "form": form,
        "has_draft": True,
        "back_address": reverse("step", args=[questions.STEPS[-1].name]),
    }
    return render(request, "report/check.html", context)
