"""Withdrawing a report, in two steps: what it does and cannot do, and then once more whether it is meant."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods, require_safe

from affiant.core.codes import ReturnKeys
from affiant.core.documents import Answer, Option, Shown
from affiant.intake import languages
from affiant.intake.entry import with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report.sending import WAITS
from affiant.intake.return_visit import standing
from affiant.intake.return_visit.forms import REASON, WithdrawForm
from affiant.submissions import selectors, services
from affiant.submissions.envelopes import Statement
from affiant.submissions.errors import DiskFull
from affiant.submissions.records import WITHDRAWAL
from affiant.submissions.selectors import DraftView

FORM = (WITHDRAWAL, "1")


@with_draft
@require_safe
def withdraw(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Say what withdrawing does, and what it cannot do."""
    if not _may_withdraw(selectors.load(keys)):
        return redirect("overview")
    context = {
        "shared": standing.shared_with(selectors.letters(keys)),
        "has_draft": True,
        "back_address": reverse("overview"),
    }
    return render(request, "return_visit/withdraw.html", context)


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def sure(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Ask once more, and withdraw."""
    if not _may_withdraw(selectors.load(keys)):
        return redirect("overview")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _turned(request, form) or _send(request, keys, form)
    return _show(request, form)


def _may_withdraw(draft: DraftView) -> bool:
    return bool(draft.sent) and draft.withdrawn_at is None


def _turned(request: HttpRequest, form: WithdrawForm) -> HttpResponse | None:
    """Show the page in another language, with what was typed."""
    language = request.POST.get("language", "")
    if language not in languages.CODES:
        return languages.switched(request)
    with override(language):
        return _show(request, form, path=languages.same_page(request.path, language))


def _send(request: HttpRequest, keys: ReturnKeys, form: WithdrawForm) -> HttpResponse:
    if paused := gate.pause(request, Act.SEND):
        return paused
    gate.count(request, Act.SEND)
    statement = _statement(languages.asked_in(request), form.cleaned_data["why"])
    try:
        services.send_form(keys=keys, statement=statement, at=timezone.now())
    except DiskFull as refused:
        form.add_error(None, WAITS[type(refused)])
        return _show(request, form)
    return HttpResponseRedirect(reverse("overview") + "?thanks=withdrawal")


def _statement(language: str, why: str) -> Statement:
    with override(language):
        asked = Shown(gettext("Do you want to withdraw it now?"), options=(Option("yes", gettext("Withdraw it")),))
        reason = Shown(str(REASON.title), str(REASON.hint))
    answers = (Answer(WITHDRAWAL, asked, "yes"), Answer(REASON.name, reason, why))
    return Statement(language, answers, form=FORM)


def _show(request: HttpRequest, form: WithdrawForm, path: str = "") -> HttpResponse:
    context = {"form": form, "has_draft": True, "back_address": reverse("withdraw"), "path": path or request.path}
    return render(request, "return_visit/withdraw_sure.html", context)
