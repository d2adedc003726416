"""What every public page shows: the service's name, its languages and the way out."""

import functools

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest


def face(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a public page its facts."""
    return {
        "service_name": settings.AFFIANT.service_name,
        "exit_url": settings.AFFIANT.exit_url,
        "languages": _languages(),
        "path": request.path,
    }


@functools.cache
def _languages() -> tuple[tuple[str, str], ...]:
    """Give each language its own name for itself: who looks for theirs can read it."""
    return tuple((code, str(LANG_INFO[code]["name_local"]).capitalize()) for code, _ in settings.LANGUAGES)
