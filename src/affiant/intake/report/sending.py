"""Checking the answers, and sending them once."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from affiant.core.codes import ReturnKeys
from affiant.intake import languages
from affiant.intake.entry import with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report import answered, checking, going, keeping, questions
from affiant.intake.report.questions import flow
from affiant.intake.report.questions.flow import Situation
from affiant.intake.voice import spoken
from affiant.submissions import selectors, services
from affiant.submissions.envelopes import Statement
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


def _act(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    if turned := languages.switched(request):
        return turned
    if "later" in request.POST:
        return redirect("later")
    return _send(request, keys)


def _send(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    draft = selectors.load(keys)
    form = SendForm(request.POST)
    if not draft.sent and answered.is_empty(Situation.of(draft)):
        form.add_error(None, NOTHING)
        return _show(request, draft, form)
    if paused := gate.pause(request, Act.SEND):
        return paused
    gate.count(request, Act.SEND)
    try:
        spoken.close_interrupted(keys)
        _seal(request, keys, selectors.load(keys))
    except (StillUploading, DiskFull) as refused:
        form.add_error(None, WAITS[type(refused)])
        return _show(request, draft, form)
    return redirect("sent")


def _seal(request: HttpRequest, keys: ReturnKeys, draft: DraftView) -> None:
    situation = Situation.of(draft)
    statement = Statement(
        language=get_language() or settings.LANGUAGE_CODE,
        answers=answered.sealed(situation, contact=False),
        contact=answered.sealed(situation, contact=True),
        wishes=answered.wishes(draft.answers),
        form=questions.FORM,
        rehearsal=_is_rehearsal(request),
    )
    services.send(keys=keys, statement=statement, at=timezone.now())


def _is_rehearsal(request: HttpRequest) -> bool:
    token = settings.AFFIANT.rehearsal_token
    return bool(token) and constant_time_compare(request.headers.get(REHEARSAL, ""), token)


def _show(request: HttpRequest, draft: DraftView, form: SendForm) -> HttpResponse:
    situation = Situation.of(draft)
    context = keeping.facts(request) | {
        "parts": checking.parts(situation),
        "form": form,
        "has_draft": True,
        "back_address": going.back(flow.LAST, situation, ""),
    }
    return render(request, "report/check.html", context)
