"""The pages of the form, one after another."""

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from affiant.core.codes import ReturnKeys
from affiant.intake import languages, lost, reporter, unsent
from affiant.intake.entry import anyone, with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report import answered, attaching, forms, questions
from affiant.intake.report.questions import Step
from affiant.intake.return_code import CodeForm
from affiant.submissions import selectors, services
from affiant.submissions.errors import AlreadySent, NoSuchDraft

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
FIRST = questions.STEPS[0].name


@anyone
@GET_OR_POST
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page of questions, or keep its answers. Only the first page begins a report."""
    page = questions.step(name)
    if page is None:
        raise Http404
    keys = reporter.keys(request)
    if keys is None and name != FIRST:
        return lost.page(request)
    try:
        return _keep(request, page, keys) if request.method == "POST" else _show(request, page, keys)
    except AlreadySent:
        return _too_late(request)
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
    if request.method == "POST":
        return onward(request, "files")
    if selectors.load(keys).sent:
        return HttpResponseRedirect(f"{reverse('more_files')}?{request.GET.urlencode()}")
    page = next(step for step in questions.STEPS if step.name == "files")
    return render(request, "report/files.html", _frame(request, page, keys) | attaching.context(request, keys))


@with_draft
@require_safe
def code(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the return code."""
    address = reverse("messages") if selectors.load(keys).sent else reverse("step", args=["place"])
    return render(request, "report/code.html", {"code": reporter.code(request), "onward_address": address})


@with_draft
@GET_OR_POST
def later(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the return code before somebody leaves, and let them check what they wrote down."""
    if selectors.load(keys).sent:
        return redirect("messages")
    form = CodeForm(request.POST if request.method == "POST" else None)
    matches = form.is_valid() and form.matches(reporter.code(request))
    context = {"code": reporter.code(request), "form": form, "matches": matches, "onward_address": reverse("check")}
    return render(request, "report/later.html", context)


def onward(request: HttpRequest, name: str) -> HttpResponse:
    """Go where the pressed button leads: another language, away, back to the answers, or on."""
    language = request.POST.get("language", "")
    if language in languages.CODES:
        return HttpResponseRedirect(languages.same_page(request.get_full_path(), language))
    if "later" in request.POST:
        return redirect("later")
    if request.POST.get("then") == questions.LAST:
        return redirect("check")
    if name == "account":
        return redirect("code")
    following = questions.after(name)
    return redirect("check") if following == questions.LAST else redirect("step", following)


def _show(request: HttpRequest, page: Step, keys: ReturnKeys | None) -> HttpResponse:
    draft = selectors.load(keys) if keys else None
    if draft and draft.sent:
        return redirect("messages")
    if page.name == "files":
        raise Http404
    form = forms.form_class(page)(initial=dict(draft.answers) if draft else {})
    return _render(request, page, form, keys)


def _keep(request: HttpRequest, page: Step, keys: ReturnKeys | None) -> HttpResponse:
    form = forms.form_class(page)(request.POST)
    if not form.is_valid():
        return _render(request, page, form, keys)
    given = answered.with_languages(forms.answers(form))
    if keys:
        services.save_answers(keys=keys, answers=given, at=timezone.now())
    else:
        if paused := gate.pause(request, Act.DRAFT):
            return paused
        gate.count(request, Act.DRAFT)
        opened = services.open_draft(at=timezone.now(), first=given)
        reporter.remember(request, opened.code, opened.keys)
    return onward(request, page.name)


def _too_late(request: HttpRequest) -> HttpResponse:
    """Let words that were typed after the report was sent, as in a second window, go as a message."""
    words = lost.typed(request)
    if not words:
        return redirect("messages")
    unsent.add(request, "\n\n".join(words))
    return HttpResponseRedirect(reverse("messages") + "?already=yes")


def _render(request: HttpRequest, page: Step, form: django_forms.Form, keys: ReturnKeys | None) -> HttpResponse:
    single = len(page.questions) == 1
    note = page.questions[0].note
    return render(
        request, "report/step.html", _frame(request, page, keys) | {"form": form, "single": single, "note": note}
    )


def _frame(request: HttpRequest, page: Step, keys: ReturnKeys | None) -> dict[str, object]:
    """What all pages of the form show around their questions."""
    then = questions.LAST if questions.LAST in (request.GET.get("then"), request.POST.get("then")) else ""
    return {
        "step": page,
        "number": questions.number(page.name),
        "total": len(questions.STEPS),
        "then": then,
        "has_draft": keys is not None,
        "back_address": _back(page.name, then),
    }


def _back(name: str, then: str) -> str:
    if then:
        return reverse("check")
    before = questions.before(name)
    return reverse("step", args=[before]) if before else reverse("landing")
