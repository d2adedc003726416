"""From the form to an aid and back: what was typed is kept first, and where somebody came from is carried along."""

from typing import Final

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

ADDRESSES: Final = {"date": "mark_date", "map": "mark_place", "voice": "voice"}
CHECK: Final = "check"


def asked_for(request: HttpRequest) -> HttpResponseRedirect | None:
    """Go to the aid whose button was pressed; None if none was."""
    name = ADDRESSES.get(request.POST.get("aid", ""))
    return HttpResponseRedirect(reverse(name) + carried(request)) if name else None


def step(request: HttpRequest, name: str) -> str:
    """Give the address of the page of the form to go back to."""
    return reverse("step", args=[name]) + carried(request)


def carried(request: HttpRequest) -> str:
    """Give the end of an address for somebody who came from the check of the answers."""
    return f"?then={CHECK}" if CHECK in (request.GET.get("then"), request.POST.get("then")) else ""
