"""The first page of a return visit: where the report stands, and what can be done from here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from affiant.core.codes import ReturnKeys
from affiant.intake.entry import with_draft
from affiant.intake.return_visit import standing
from affiant.submissions import selectors

THANKS = {
    "wishes": _("We have received your new wishes. They count from the moment when the team collects them."),
    "withdrawal": _("We have received it. The team is told that you withdrew what you sent."),
}


@with_draft
@require_safe
def overview(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show where the report stands; a report that was withdrawn has a page of its own."""
    draft = selectors.load(keys)
    if not draft.sent:
        return redirect("check")
    context = {
        "standing": standing.of(draft, selectors.letters(keys)),
        "thanks": THANKS.get(request.GET.get("thanks", "")),
        "waiting": bool(draft.answers.get("message") or draft.uploads),
        "has_draft": True,
    }
    page = "withdrawn" if draft.withdrawn_at else "overview"
    return render(request, f"return_visit/{page}.html", context)
