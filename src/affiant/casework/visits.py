"""How long an officer's session lasts, and that it stays in the browser that opened it."""

import hashlib
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from affiant.ground import clock

MARK: Final = "visit"
SEEN: Final = "seen"


class VisitRules:
    """Middleware: ends a session that is older than a shift, or that another browser holds out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; whoever's session may not go on is asked to sign in."""
        if request.user.is_authenticated:
            if _may_go_on(request):
                _go_on(request)
            else:
                logout(request)
        return self.get_response(request)


@receiver(user_logged_in)
def begin(request: HttpRequest, **_: object) -> None:
    """Note when the session was opened, and in which browser."""
    request.session[MARK] = [clock.now().timestamp(), _browser(request)]


def _may_go_on(request: HttpRequest) -> bool:
    began, browser = request.session.get(MARK, (0, ""))
    return bool(clock.now().timestamp() - began < settings.VISIT_AT_MOST and browser == _browser(request))


def _go_on(request: HttpRequest) -> None:
    """Let the session last from now on, written once a minute: a synced write for each page makes others wait."""
    now = clock.now().timestamp()
    if now - request.session.get(SEEN, 0) >= settings.SESSION_NOTED_AFTER:
        request.session[SEEN] = now


def _browser(request: HttpRequest) -> str:
    """Return what tells browsers apart, without keeping what they are."""
    return hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()
