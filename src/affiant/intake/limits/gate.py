"""What a view asks before an act that can be done too often: go on, or the page that asks for a moment."""

import time
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from affiant.intake.limits import carried, client, ticket, work
from affiant.intake.limits.tally import Act, Tally
from affiant.intake.limits.ticket import SPENT, Ticket

WINDOW: Final = 600
SHORTEST: Final = 10  # seconds of waiting at the limit; each further limit's worth doubles it
LONGEST: Final = 60
TOO_MANY: Final = 429
TICKET: Final = "ticket"
ANSWER: Final = "altcha"
TALLY: Final = Tally(seconds=WINDOW)


def pause(request: HttpRequest, act: Act) -> HttpResponse | None:
    """Return None if the act may go on, or a page that carries what was typed and goes on after a moment.

    It shuts nobody out: who waited goes through, however many others share the address.
    """
    over = _over(request, act)
    if over is None:
        return None
    now = time.time()
    held = ticket.read(request.POST.get(TICKET, ""), act)
    if held and _opens(request, held, now) and SPENT.take(held.id):
        return None
    return _page(request, held or ticket.give(act, wait=_wait(over), now=now), now)


def count(request: HttpRequest, act: Act) -> None:
    """Count an act that was done."""
    network = client.network(request)
    if network is not None:
        TALLY.add(act, network, now=time.time())


def _over(request: HttpRequest, act: Act) -> int | None:
    """Return how many limits' worth have been done beyond the first, or None below the limit."""
    limit, network = settings.AFFIANT.limits[act], client.network(request)
    if not limit or network is None:
        return None
    done = TALLY.count(act, network, now=time.time())
    return done // limit - 1 if done >= limit else None


def _wait(over: int) -> int:
    return min(LONGEST, SHORTEST << min(over, LONGEST))


def _opens(request: HttpRequest, held: Ticket, now: float) -> bool:
    return not held.wait(now) or work.is_done(request.POST.get(ANSWER, ""), held.id)


def _page(request: HttpRequest, held: Ticket, now: float) -> HttpResponse:
    wait = held.wait(now)
    context = {"ticket": held.text, "carried": carried.fields(request), "wait": wait, "work": work.ask(held.id)}
    response = render(request, "limits/pause.html", context, status=TOO_MANY)
    response["Retry-After"] = str(wait)
    return response
