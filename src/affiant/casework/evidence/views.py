"""One exhibit: its facts, a look at it, a copy of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from affiant.casework import names
from affiant.casework.access import entry, officer_of
from affiant.casework.evidence import looks, presenters, serving, told
from affiant.evidence import selectors, services
from affiant.evidence.errors import ExhibitDamaged, NoSuchExhibit, NoText, TextDamaged
from affiant.evidence.selectors import ExhibitRow
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import selectors as referrals
from affiant.referrals import services as reading

MODES = ({"value": "soft", "text": "Blurred"}, {"value": "grey", "text": "Grey"}, {"value": "clear", "text": "Clear"})


@entry(Permission.READ_EXHIBIT)
@require_safe
def exhibit(request: HttpRequest, exhibit_id: UUID) -> HttpResponse:
    """Show an exhibit's facts, its name among them, once the ledger says so; and, once asked to, the exhibit."""
    row = _found(exhibit_id)
    reading.note_reading(referral_id=row.referral_id, by=officer_of(request), at=timezone.now())
    head = referrals.referral(row.referral_id)
    page = presenters.page(row, head.reference)
    asked = "show" in request.GET and page.kind is not None
    read = told.in_short(row.id)
    context = {"exhibit": page, "shown": asked, "modes": MODES, "rehearsal": head.rehearsal, "read": read}
    return render(request, "evidence/exhibit.html", context)


@entry(Permission.READ_EXHIBIT)
@require_safe
def exhibit_text(request: HttpRequest, exhibit_id: UUID) -> HttpResponse:
    """Show the text that a machine read from an exhibit, once the ledger says so: nobody needs to open the file."""
    row = _found(exhibit_id)
    try:
        text = services.show_text(exhibit_id=row.id, by=officer_of(request), at=timezone.now())
    except NoText as missing:
        raise Http404 from missing
    except TextDamaged:
        text = ""
    head = referrals.referral(row.referral_id)
    page = presenters.page(row, head.reference)
    context = {"exhibit": page, "rehearsal": head.rehearsal, "read": told.in_full(row.id, text)}
    return render(request, "evidence/text.html", context, status=200 if text else 500)


@entry(Permission.READ_EXHIBIT)
@require_safe
def view_exhibit(request: HttpRequest, exhibit_id: UUID) -> HttpResponseBase:
    """Send an exhibit for the page to show, if its first bytes are of a kind that is safe to show."""
    row = _found(exhibit_id)
    if looks.kind(row.looks_like) is None:
        raise Http404
    return _sent(request, row, row.looks_like, "inline")


@entry(Permission.READ_EXHIBIT)
@require_safe
def download_exhibit(request: HttpRequest, exhibit_id: UUID) -> HttpResponseBase:
    """Send an exhibit as a file, under a name that harms nobody."""
    row = _found(exhibit_id)
    reference = referrals.referral(row.referral_id).reference
    name = names.safe(row.original_name, prefix=f"{reference}-{row.number}")
    return _sent(request, row, "application/octet-stream", names.attachment(name))


def _sent(request: HttpRequest, row: ExhibitRow, content_type: str, disposition: str) -> HttpResponseBase:
    try:
        return serving.bytes_of(request, row, content_type=content_type, disposition=disposition)
    except ExhibitDamaged as damaged:
        context = {"back": row.referral_id, "part": damaged.part}
        return render(request, "evidence/damaged.html", context, status=500)


def _found(exhibit_id: UUID) -> ExhibitRow:
    try:
        return selectors.exhibit(exhibit_id)
    except NoSuchExhibit as missing:
        raise Http404 from missing
