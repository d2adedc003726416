"""Words for the team that were typed and not sent yet: the visit keeps them until they go with a message."""

from django.http import HttpRequest

PLACE = "message"


def keep(request: HttpRequest, text: str) -> None:
    """Keep what was typed, instead of what was kept before."""
    request.session[PLACE] = text


def add(request: HttpRequest, text: str) -> None:
    """Keep what was typed after what was kept before."""
    keep(request, "\n\n".join(part for part in (kept(request), text) if part))


def kept(request: HttpRequest) -> str:
    """Give what is kept."""
    return str(request.session.get(PLACE, ""))


def forget(request: HttpRequest) -> None:
    """Keep it no longer: it was sent."""
    request.session.pop(PLACE, None)
