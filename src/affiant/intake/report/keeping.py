"""The return code: shown when there is first something to lose, shown again, checked against a note, printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from affiant.core.codes import ReturnKeys
from affiant.intake import reporter
from affiant.intake.entry import with_draft
from affiant.intake.report.questions import flow
from affiant.intake.return_code import NoteForm
from affiant.submissions import selectors

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@with_draft
@GET_OR_POST
def code(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the return code, and check what somebody noted of it."""
    reporter.show_code(request)
    return _page(request, "report/code.html", {"onward_address": _onward(request, keys)})


@with_draft
@require_safe
def paper(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:  # noqa: ARG001 - the guard's
    """Show the digits alone, to be printed: the paper does not say what they are for."""
    then = request.GET.get("then", "")
    back = reverse("code") + (f"?{urlencode({'then': then})}" if then else "")
    return render(request, "report/paper.html", {"code": reporter.code(request), "back_address": back})


@with_draft
@GET_OR_POST
def later(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the return code before somebody leaves, and let them check what they wrote down."""
    if selectors.load(keys).sent:
        return redirect("overview")
    reporter.show_code(request)
    return _page(request, "report/later.html", {"onward_address": reverse("check")})


@with_draft
@GET_OR_POST
def sent(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Confirm that the report has been received, and let the code be noted once more."""
    if not selectors.load(keys).sent:
        return redirect("check")
    return _page(request, "report/sent.html", {})


@with_draft
@require_safe
def receipt(_request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Give the receipt as a file."""
    if not selectors.load(keys).sent:
        return redirect("check")
    response = HttpResponse(selectors.receipt(keys), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="receipt.json"'
    return response


def by_way_of_the_code(request: HttpRequest, onward: str, *, then: str) -> str:
    """Give the address to go on to: the first time that there is something to lose, it leads over the code.

    `onward` is where the person was going, `then` the step's name for the code page's own link.
    """
    if reporter.has_seen_code(request):
        return onward
    return f"{reverse('code')}?{urlencode({'then': then})}"


def facts(request: HttpRequest) -> dict[str, object]:
    """Give a page the code and whether its note was checked: the second chance before sending."""
    return {"code": reporter.code(request), "noted": reporter.has_noted_code(request)}


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    form = NoteForm(request.POST if request.method == "POST" else None)
    matches = form.is_valid() and form.matches(reporter.code(request))
    if matches:
        reporter.note_code(request)
    place = {"path": request.get_full_path(), "then": request.GET.get("then", "")}
    return render(request, template, facts(request) | {"form": form, "matches": matches} | place | context)


def _onward(request: HttpRequest, keys: ReturnKeys) -> str:
    if selectors.load(keys).sent:
        return reverse("overview")
    then = flow.step(request.GET.get("then", ""))
    return reverse("step", args=[then.name]) if then else reverse("check")
