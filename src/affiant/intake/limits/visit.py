"""How long a visit lasts: the sentence and the warning on the pages that have something to lose."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from affiant.core.codes import ReturnKeys
from affiant.intake.entry import with_draft


@with_draft
@require_safe
def stay(_request: HttpRequest, keys: ReturnKeys) -> HttpResponse:  # noqa: ARG001
    """Let the visit go on, as any page does: for somebody who writes on one page for hours."""
    return HttpResponse(status=204)


def facts(_request: HttpRequest) -> dict[str, object]:
    """Give the pages what they say about how long things last."""
    hours: int = settings.AFFIANT.visit_hours
    return {"visit_hours": hours, "visit_seconds": hours * 3600, "draft_days": settings.AFFIANT.draft_days}
