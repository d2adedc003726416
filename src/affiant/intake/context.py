"""What every public page shows: the service's name, its languages and the way out."""

from django.conf import settings
from django.http import HttpRequest


def face(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a public page its facts."""
    return {
        "service_name": settings.AFFIANT.service_name,
        "exit_url": settings.AFFIANT.exit_url,
        "languages": settings.LANGUAGES,
        "path": request.path,
    }
