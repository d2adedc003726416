"""Coming back: to the draft, or after sending to where it stands; each code that does not open has its own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from affiant.core.codes import ReturnCode, ReturnKeys
from affiant.intake import languages, lost, reporter, unsent
from affiant.intake.entry import anyone, with_draft
from affiant.intake.limits import gate
from affiant.intake.limits.tally import Act
from affiant.intake.report import attaching
from affiant.intake.return_code import CodeForm
from affiant.submissions import selectors, services
from affiant.submissions.errors import DraftExpired, NoSuchDraft


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the return code and open what lies under it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form)
    if paused := gate.pause(request, Act.WRONG_CODE):
        return paused
    try:
        return _come_back(request, form.cleaned_data["code"])
    except DraftExpired as expired:
        return render(request, "return_visit/expired.html", {"on": expired.on})
    except NoSuchDraft:
        gate.count(request, Act.WRONG_CODE)
        form.unknown()
        return _ask(request, form, unknown=True)


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the files that are to go with the next message."""
    if "remove" in request.POST:
        attaching.remove(keys, request.POST["remove"])
        return HttpResponseRedirect(request.path)
    if request.method == "POST":
        return languages.switched(request) or HttpResponseRedirect(reverse("messages") + "#write")
    context = {"back_address": reverse("messages"), "has_draft": True}
    return render(request, "return_visit/files.html", context | attaching.context(request, keys))


def _ask(request: HttpRequest, form: CodeForm, *, unknown: bool = False) -> HttpResponse:
    carried = lost.brought(request)
    return render(request, "return_visit/enter.html", {"form": form, "unknown": unknown, "carried": carried})


def _come_back(request: HttpRequest, code: ReturnCode) -> HttpResponse:
    keys = services.derive_keys(code)
    draft = selectors.load(keys)
    services.touch(keys=keys, at=timezone.now())
    reporter.remember(request, code, keys, noted=True)
    going_on = lost.going_on(request)
    if going_on and going_on["page"] == "messages" and draft.sent:
        return _with_the_message(keys, going_on)
    if going_on:
        return render(request, "return_visit/going_on.html", {**going_on})
    return redirect("overview" if draft.sent else "check")


def _with_the_message(keys: ReturnKeys, going_on: lost.GoingOn) -> HttpResponse:
    """Put what was typed back into its field: it is not sent before somebody presses the button again."""
    words = [value for name, value in going_on["carried"] if name == "text"]
    unsent.add(keys, "\n\n".join(words))
    return HttpResponseRedirect(reverse("messages") + "#write")
