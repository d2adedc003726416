"""Where the buttons of a page lead."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from affiant.core.codes import ReturnKeys
from affiant.intake import languages, lost, unsent
from affiant.intake.aids import pages
from affiant.intake.report import answered, keeping
from affiant.intake.report.questions import flow
from affiant.intake.report.questions.flow import Situation


def onward(request: HttpRequest, name: str, situation: Situation, opened: str | None = None) -> HttpResponse:
    """Go where the pressed button leads: another language, away, back to the answers, or on.

    A page that this answer has opened comes before the answers: a child reads first whom to call.
    """
    then = flow.LAST if request.POST.get("then") == flow.LAST else ""
    before = back(name, situation, then)
    if left := languages.switched(request) or pages.asked_for(request) or elsewhere(request, back=before, then=name):
        return left
    if "later" in request.POST:
        return redirect("later")
    if then:
        return HttpResponseRedirect(f"{_address(opened)}?then={flow.LAST}") if opened else redirect("check")
    following = flow.after(name, situation)
    address = _address(following)
    if answered.is_empty(situation):
        return HttpResponseRedirect(address)
    return HttpResponseRedirect(keeping.by_way_of_the_code(request, address, then=following))


def elsewhere(request: HttpRequest, *, back: str, then: str) -> HttpResponse | None:
    """Go where a link in the page's frame leads: what was typed is kept by now. None if another button was pressed.

    `then` is the page to which the return code's own link leads on.
    """
    addresses = {
        "back": back,
        "code": f"{reverse('code')}?{urlencode({'then': then})}",
        "help": f"{reverse('landing')}#help",
        "start": reverse("landing"),
    }
    address = addresses.get(request.POST.get("to", ""))
    return HttpResponseRedirect(address) if address else None


def back(name: str, situation: Situation, then: str) -> str:
    """Give the address of the page before."""
    if then:
        return reverse("check")
    before = flow.before(name, situation)
    return _address(before) if before else reverse("landing")


def too_late(request: HttpRequest, keys: ReturnKeys | None) -> HttpResponse:
    """Let words that were typed after the report was sent, as in a second window, go as a message."""
    words = lost.typed(request)
    if not words or keys is None:
        return redirect("overview")
    unsent.add(keys, "\n\n".join(words))
    return HttpResponseRedirect(reverse("messages") + "?already=yes")


def _address(name: str) -> str:
    return reverse("check") if name == flow.LAST else reverse("step", args=[name])
