"""Contact outside the mailbox: what the officer has to know before, and what came of it."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.messages import context, presenters, showing
from affiant.casework.messages.forms import AttemptForm
from affiant.correspondence import selectors, services
from affiant.correspondence.errors import CorrespondenceError, GroundMissing, NotYet, PartnerMissing
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission
from affiant.ground.ledger import selectors as ledger
from affiant.referrals.rows import QueueRow

REFUSED: Final[dict[type[CorrespondenceError], tuple[str, str]]] = {
    NotYet: ("day", "This lies in the future"),
    PartnerMissing: ("through", "Say through whom"),
    GroundMissing: ("ground", "Say why it was necessary all the same"),
}


@entry(Permission.REPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def attempts(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show what was tried outside the mailbox; keep one more attempt."""
    row = finding.referral(referral_id)
    if request.method != "POST":
        return _show(request, row, AttemptForm())
    form = AttemptForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form)
    try:
        services.record_attempt(referral_id=referral_id, tried=form.tried, by=officer_of(request), at=timezone.now())
    except tuple(REFUSED) as refused:
        form.add_error(*REFUSED[type(refused)])
        return _show(request, row, form)
    messages.success(request, "The attempt is kept. It cannot be changed: add another one to correct it.")
    return redirect("attempts", referral_id)


def _show(request: HttpRequest, row: QueueRow, form: AttemptForm) -> HttpResponse:
    showing.note_reading(request, row.id)
    officer = officer_of(request)
    shown: dict[str, Any] = context.common(row, officer) | {
        "form": form,
        "attempts": presenters.attempts(selectors.attempts_of(row.id)),
        "opened_at": _opened_at(row.id, officer),
    }
    return render(request, "messages/outside.html", shown)


def _opened_at(referral_id: UUID, officer: Officer) -> object:
    """Return when this officer last opened the ways of contact, where the safe hours stand; None if never."""
    found = ledger.entries_about(str(referral_id))
    return max((one.at for one in found if one.act == "contact.opened" and one.by == officer.actor), default=None)
