"""What every public page shows: the service's name, its languages and the way out."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from affiant.intake import languages


def face(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a public page its facts."""
    return {
        "service_name": settings.AFFIANT.service_name,
        "exit_url": settings.AFFIANT.exit_url,
        "languages": settings.LANGUAGES,
        "whole_languages": [(code, name) for code, name in settings.LANGUAGES if code in languages.WHOLE],
        "is_reviewed": languages.is_reviewed(get_language() or settings.LANGUAGE_CODE),
        "path": request.path,
    }
