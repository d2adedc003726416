"""Changing wishes: the same questions as in the form, a look at the answers, and an envelope of their own."""

from collections.abc import Mapping
from typing import Final

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from affiant.core.codes import ReturnKeys
from affiant.intake import languages
from affiant.intake.entry import with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report import asked, forms
from affiant.intake.report.questions import flow, wishing
from affiant.intake.report.questions.shapes import Step
from affiant.intake.report.sending import WAITS
from affiant.intake.return_visit import standing
from affiant.intake.return_visit.forms import SendForm
from affiant.submissions import selectors, services
from affiant.submissions.envelopes import Statement
from affiant.submissions.errors import DiskFull, Withdrawn
from affiant.submissions.records import CHANGE, WISHES

GET_OR_POST: Final = require_http_methods(["GET", "HEAD", "POST"])
FORM: Final = (WISHES, "1")
SHARING: Final = "wish_sharing"
Answers = Mapping[str, str | list[str]]


@with_draft
@GET_OR_POST
def wishes(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Ask for all wishes anew, after saying what cannot be called back."""
    return _ask(request, keys, wishing.WISHES_PAGE, "return_visit/wishes.html")


@with_draft
@GET_OR_POST
def each(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Ask about each recipient."""
    page = flow.step("recipients")
    if page is None:  # there is always one: the type does not know
        return redirect("wishes_check")
    return _ask(request, keys, page, "return_visit/wishes_each.html")


@with_draft
@GET_OR_POST
def check(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the new wishes once more; send them when asked to."""
    answers = _changes(keys)
    if not answers:
        return redirect("wishes")
    form = SendForm(request.POST if request.method == "POST" else None, initial={"envelope": _next(keys)})
    if request.method == "POST" and form.is_valid():
        return languages.switched(request) or _send(request, keys, answers, form)
    return _check(request, answers, form)


def _ask(request: HttpRequest, keys: ReturnKeys, page: Step, template: str) -> HttpResponse:
    draft = selectors.load(keys)
    if not draft.sent or draft.withdrawn_at:
        return redirect("overview")
    form = forms.form_class(page)(request.POST if request.method == "POST" else None, initial=_changes(keys))
    if request.method == "POST" and form.is_valid():
        _keep(request, keys, page, form)
        return languages.switched(request) or HttpResponseRedirect(_following(page, form))
    back = "overview" if page.name == "wishes" else "wishes"
    context = {
        "form": form,
        "step": page,
        "shared": standing.shared_with(selectors.letters(keys)),
        "has_draft": True,
        "back_address": reverse(back),
    }
    return render(request, template, context)


def _keep(request: HttpRequest, keys: ReturnKeys, page: Step, form: Form) -> None:
    given = asked.with_words(forms.answers(form), page, languages.asked_in(request))
    changes = {CHANGE + name: answer for name, answer in given.items()}
    services.save_answers(keys=keys, answers=changes, at=timezone.now())


def _following(page: Step, form: Form) -> str:
    if page.name == "wishes" and form.cleaned_data.get(SHARING) == wishing.EACH:
        return reverse("wishes_each")
    return reverse("wishes_check")


def _changes(keys: ReturnKeys) -> dict[str, str | list[str]]:
    kept = selectors.load(keys).answers
    return {name.removeprefix(CHANGE): answer for name, answer in kept.items() if name.startswith(CHANGE)}


def _next(keys: ReturnKeys) -> str:
    return selectors.load(keys).next_envelope


def _send(request: HttpRequest, keys: ReturnKeys, answers: Answers, form: SendForm) -> HttpResponse:
    if paused := gate.pause(request, Act.SEND):
        return paused
    gate.count(request, Act.SEND)
    try:
        services.send_form(
            keys=keys,
            statement=_statement(request, answers),
            at=timezone.now(),
            envelope_id=form.cleaned_data["envelope"] or None,
        )
    except DiskFull as refused:
        form.add_error(None, WAITS[type(refused)])
        return _check(request, answers, form)
    except Withdrawn:
        return redirect("overview")
    return HttpResponseRedirect(reverse("overview") + "?thanks=wishes")


def _statement(request: HttpRequest, answers: Answers) -> Statement:
    return Statement(
        language=languages.asked_in(request),
        answers=tuple(each.answered(answers) for each in _in_order(answers)),
        wishes=wishing.sealed(answers, flow.asked_about_recipients(), child=False),
        form=FORM,
    )


def _in_order(answers: Answers) -> list[asked.Asked]:
    """Give the questions that count: those about each recipient only if somebody wants to decide about each."""
    named = answers.get(SHARING) == wishing.EACH
    found = [each for each in asked.kept(answers) if named or each.step == "wishes"]
    return sorted(found, key=lambda each: (each.step != "wishes", each.place))


def _check(request: HttpRequest, answers: Answers, form: SendForm) -> HttpResponse:
    pages = [wishing.WISHES_PAGE, flow.step("recipients") if answers.get(SHARING) == wishing.EACH else None]
    rows = [
        (question.title, [option.label for option in question.options if option.value == answers.get(question.name)])
        for page in pages
        if page is not None
        for question in page.questions
    ]
    context = {"rows": rows, "form": form, "has_draft": True, "back_address": reverse("wishes")}
    return render(request, "return_visit/wishes_check.html", context)
