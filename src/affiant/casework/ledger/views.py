"""The ledger: what an auditor reads, and the file that anybody can check."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from affiant.casework.access import entry
from affiant.casework.ledger import presenters
from affiant.ground.accounts.permissions import Permission
from affiant.ground.accounts.selectors import actor_names
from affiant.ground.ledger import selectors, services


@entry(Permission.READ_LEDGER)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """List the entries, the newest first, or those about one thing."""
    about = request.GET.get("about", "").strip()
    page = None if about else selectors.all_entries(_number(request.GET.get("page", "")))
    rows = page.rows if page else selectors.entries_about(about)
    context = {
        "lines": presenters.lines(rows, actor_names(row.by for row in rows)),
        "pages": presenters.links(page) if page else None,
        "about": about,
        "total": selectors.size(),
        "checkpoint": selectors.latest_checkpoint(),
        "key": selectors.vkey(),
    }
    return render(request, "ledger/entries.html", context)


@entry(Permission.READ_LEDGER)
@require_safe
def export(_: HttpRequest) -> StreamingHttpResponse:
    """Send the whole ledger up to this moment, with a checkpoint that covers all of it."""
    services.make_checkpoint(at=timezone.now())
    return StreamingHttpResponse(
        selectors.export_lines(),
        content_type="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="ledger.jsonl"'},
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1  # noqa: PLR2004 - no ledger has more
