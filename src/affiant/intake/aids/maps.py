"""The page on which somebody marks a place on a map that this server draws: a press on the picture sends a point.

What is looked at never stands in an address: the view is kept in the visit, the mark in the draft.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from affiant.core.codes import ReturnKeys
from affiant.intake import languages
from affiant.intake.aids import drawing, pages, towns, where, world
from affiant.intake.aids.towns import Town
from affiant.intake.aids.where import Spot
from affiant.intake.aids.window import CLOSEST, WIDTH, Window
from affiant.intake.entry import with_draft
from affiant.submissions import selectors, services
from affiant.submissions.errors import AlreadySent

PLACE: Final = "map"  # of the view in the visit
FINE: Final = 10_000  # a visit keeps whole numbers: a degree in so many parts
STEP: Final = 0.5
DRAWING: Final = Lock()
PATIENCE: Final = 1.0  # seconds; the page is whole without its picture
MOVES: Final[Mapping[str, Callable[[Window], Window]]] = {
    "up": lambda window: window.moved(0, -STEP),
    "down": lambda window: window.moved(0, STEP),
    "left": lambda window: window.moved(-STEP, 0),
    "right": lambda window: window.moved(STEP, 0),
    "closer": lambda window: window.closer(1),
    "farther": lambda window: window.closer(-1),
    "earth": lambda _window: Window(),
}


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def mark_place(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show the map, move it, or take the point that was pressed as the place."""
    if request.method != "POST":
        return _show(request, keys)
    try:
        return _act(request, keys)
    except AlreadySent:
        return redirect("sent")


@with_draft
@require_safe
def picture(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Draw what this visit looks at."""
    window, spot = _window(request), where.read(selectors.load(keys).answers)
    with _turn(drawn_before=not (window.level or spot)) as ours:
        if ours:
            return HttpResponse(drawing.picture(window, spot), content_type="image/png")
    return HttpResponse(status=503, headers={"Retry-After": "5"})


@contextmanager
def _turn(*, drawn_before: bool) -> Iterator[bool]:
    """Draw one picture at a time: each takes a processor for a tenth of a second, and forms do not wait behind many."""
    ours = drawn_before or DRAWING.acquire(timeout=PATIENCE)
    try:
        yield ours
    finally:
        if ours and not drawn_before:
            DRAWING.release()


def _act(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    if turned := languages.switched(request):
        return turned
    if "done" in request.POST:
        return HttpResponseRedirect(pages.step(request, "place"))
    if "remove" in request.POST:
        _keep(keys, None)
        return HttpResponseRedirect(pages.step(request, "place"))
    _look(request, _answered(request, keys, _window(request)))
    return HttpResponseRedirect(request.get_full_path() + "#map")


def _answered(request: HttpRequest, keys: ReturnKeys, window: Window) -> Window:
    """Do what the pressed button says, and give the view that follows."""
    if (move := MOVES.get(request.POST.get("move", ""))) is not None:
        return move(window)
    if box := world.load().places.get(request.POST.get("country", "")) if "go" in request.POST else None:
        return Window.over(box)
    if (town := _town(request, window)) is not None:
        _keep(keys, Spot(town.latitude, town.longitude, towns.RADIUS))
        return Window.around(town.latitude, town.longitude, CLOSEST)
    if (pressed := _pressed(request, window)) is None:
        return window
    _keep(keys, Spot(*window.point(*pressed), window.radius))
    return Window.around(*window.point(*pressed), window.level + 1)


def _town(request: HttpRequest, window: Window) -> Town | None:
    """Give the town whose name was pressed: its number is the one in the picture."""
    named = {str(number): town for number, town in enumerate(towns.within(window), start=1)}
    return named.get(request.POST.get("town", ""))


def _pressed(request: HttpRequest, window: Window) -> tuple[float, float] | None:
    """Give the point that was pressed; a key on the picture sends its corner, which stands for the middle."""
    middle = WIDTH / 2, window.height / 2
    if "middle" in request.POST:
        return middle
    try:
        x, y = float(request.POST["at.x"]), float(request.POST["at.y"])
    except (KeyError, ValueError):
        return None
    if not (0 <= x <= WIDTH and 0 <= y <= window.height):
        return None
    return (x, y) if (x, y) != (0, 0) else middle


def _keep(keys: ReturnKeys, spot: Spot | None) -> None:
    services.save_answers(keys=keys, answers={where.MARKED: str(spot) if spot else None}, at=timezone.now())


def _window(request: HttpRequest) -> Window:
    kept = request.session.get(PLACE)
    return Window.around(kept["latitude"] / FINE, kept["longitude"] / FINE, kept["level"]) if kept else Window()


def _look(request: HttpRequest, window: Window) -> None:
    turn = request.session.get(PLACE, {}).get("turn", 0)
    request.session[PLACE] = {
        "latitude": round(window.latitude * FINE),
        "longitude": round(window.longitude * FINE),
        "level": window.level,
        "turn": turn + 1,  # stands in the picture's address, so that no browser shows the one before
    }


def _show(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    draft = selectors.load(keys)
    if draft.sent:
        return redirect("sent")
    return render(request, "aids/map.html", _facts(request, draft.answers))


def _facts(request: HttpRequest, answers: Mapping[str, object]) -> dict[str, Any]:
    window, spot = _window(request), where.read(answers)
    return {
        "window": window,
        "width": WIDTH,
        "turn": request.session.get(PLACE, {}).get("turn", 0),
        "closest": window.level == CLOSEST,
        "words": where.words(spot) if spot else "",
        "towns": towns.within(window),
        "countries": world.countries(languages.asked_in(request)),
        "then": pages.carried(request),
        "has_draft": True,
        "back_address": pages.step(request, "place"),
    }
