"""The pages of the form, one after another."""

from dataclasses import replace

from django import forms as django_forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.views.decorators.http import require_http_methods

from affiant.core.codes import ReturnKeys
from affiant.intake import languages, lost, reporter
from affiant.intake.entry import anyone, with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report import asked, attaching, beside, calling, forms, going
from affiant.intake.report.questions import beginning, flow
from affiant.intake.report.questions.flow import Situation
from affiant.intake.report.questions.shapes import Shows, Step
from affiant.submissions import selectors, services
from affiant.submissions.errors import AlreadySent, NoSuchDraft

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@anyone
@GET_OR_POST
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page of questions, or keep its answers. Only the first page begins a report."""
    keys = reporter.keys(request)
    if keys is None and name != flow.FIRST:
        return _unknown(name) if flow.step(name) is None else lost.page(request)
    try:
        return _keep(request, name, keys) if request.method == "POST" else _show(request, name, keys)
    except AlreadySent:
        return going.too_late(request, keys)
    except NoSuchDraft:
        reporter.forget(request)
        return lost.page(request)


@with_draft
@GET_OR_POST
def files(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the files of the draft, take one away, or go on."""
    if "remove" in request.POST:
        attaching.remove(keys, request.POST["remove"])
        return HttpResponseRedirect(request.get_full_path())
    draft = selectors.load(keys)
    situation = Situation.of(draft)
    if request.method == "POST":
        return going.onward(request, "files", situation, flow.not_asked_about(situation))
    if draft.sent:
        return HttpResponseRedirect(f"{reverse('more_files')}?{request.GET.urlencode()}")
    page = flow.step("files", situation)
    frame = _frame(request, page, situation) if page else {}
    return render(request, "report/files.html", frame | {"has_draft": True} | attaching.context(request, keys))


def _show(request: HttpRequest, name: str, keys: ReturnKeys | None) -> HttpResponse:
    draft = selectors.load(keys) if keys else None
    if draft and draft.sent:
        return redirect("overview")
    situation = Situation.of(draft)
    page = flow.step(name, situation)
    if page is None:
        return _unknown(name)
    if not flow.is_on_the_way(name, situation) and not any(q.name in situation.answers for q in page.questions):
        return redirect("check")
    form = forms.form_class(page)(initial=dict(situation.answers))
    return _render(request, page, form, situation)


def _keep(request: HttpRequest, name: str, keys: ReturnKeys | None) -> HttpResponse:
    situation = Situation.of(selectors.load(keys) if keys else None)
    page = _as_shown(request, name, situation)
    if page is None:
        return _unknown(name)
    form = forms.form_class(page)(request.POST)
    if not form.is_valid():
        return _render(request, page, form, situation)
    given = asked.with_words(forms.answers(form), page, languages.asked_in(request))
    if keys:
        services.save_answers(keys=keys, answers=given, at=timezone.now())
    else:
        if paused := gate.pause(request, Act.DRAFT):
            return paused
        gate.count(request, Act.DRAFT)
        opened = services.open_draft(at=timezone.now(), first=given)
        reporter.remember(request, opened.code, opened.keys)
    following = situation.then(given)
    return going.onward(request, page.name, following, flow.opened(situation, following))


def _as_shown(request: HttpRequest, name: str, situation: Situation) -> Step | None:
    """Give the page as it was shown: in a second window the path or the files may have changed since."""
    path = request.POST.get("as", situation.path)
    page = flow.step(name, situation.then({"path": path if path in beginning.PATHS else ""}))
    names = request.POST.get("of", "").split()
    if page is None or not names:
        return page
    return replace(page, questions=tuple(question for question in page.questions if question.name in names))


def _render(request: HttpRequest, page: Step, form: django_forms.Form, situation: Situation) -> HttpResponse:
    groups = [question.group for question in page.questions]
    fields = [
        (group if group != before else "", form[question.name])
        for group, before, question in zip(groups, ["", *groups], page.questions, strict=False)
    ]
    context = _frame(request, page, situation) | beside.context(page, situation)
    if page.shows is Shows.ABOUT_FILES:
        context["asked_about"] = " ".join(form.fields)
    keeps = context["has_draft"] and bool(page.questions)  # without a draft there is nowhere to keep what was typed
    return render(request, "report/step.html", context | {"form": form, "fields": fields, "keeps": keeps})


def _frame(request: HttpRequest, page: Step, situation: Situation) -> dict[str, object]:
    """What all pages of the form show around their questions."""
    then = flow.LAST if flow.LAST in (request.GET.get("then"), request.POST.get("then")) else ""
    number, total = flow.place(page.name, situation) or (0, 0)
    return {
        "step": page,
        "way": situation.path,
        "number": number,
        "total": total,
        "then": then,
        "has_draft": reporter.keys(request) is not None,
        "back_address": going.back(page.name, situation, then),
        "room": next((number_format(each.longest, force_grouping=True) for each in page.questions if each.counted), ""),
        "lines": calling.lines(page, settings.AFFIANT.profile, situation.path),
    }


def _unknown(name: str) -> HttpResponse:
    raise Http404(name)
