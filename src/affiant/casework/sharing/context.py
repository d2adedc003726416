"""What the pages of sharing are rendered with."""

from typing import Final

from django.utils import timezone

from affiant.casework.sharing import presenters
from affiant.casework.sharing.forms import DeclineForm, PrepareForm
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import selectors as referrals
from affiant.referrals.selectors import QueueRow
from affiant.referrals.stages import Stage
from affiant.sharing import selectors
from affiant.sharing.selectors import PackagePage
from affiant.sharing.stages import PackageStage

DECIDED: Final = frozenset({Stage.ACCEPTED, Stage.SHARING, Stage.SHARED})
UNDECIDED: Final = "No package can be prepared yet: first an officer accepts this referral or decides to share it."
NO_PARTNER: Final = "No package can be prepared: no partner is active."


def choices() -> list[tuple[str, str]]:
    """List the partners to whom something may go today."""
    today = timezone.now().date()
    return [(str(partner.id), partner.name) for partner in selectors.partners() if partner.is_active(today)]


def prepare(row: QueueRow, form: PrepareForm) -> dict[str, object]:
    """Give the page that shows what a package would hold."""
    offer = selectors.what_would_be_shared(row.id)
    refusal = str(offer.refusal.label) if offer.refusal else ""
    closed = refusal or _closed(row, form)
    return {
        "referral": {"id": row.id, "reference": row.reference, "back": f"Referral {row.reference}"},
        "what": presenters.what(offer.included, offer.withheld, row.reference),
        "refusal": refusal,
        "closed": closed,
        "form": None if closed else form,
        "rehearsal": row.rehearsal,
    }


def package(page: PackagePage, officer: Officer, form: DeclineForm | None = None) -> dict[str, object]:
    """Give the page of a package, with the forms that this officer may use."""
    row = page.row
    waits = row.stage is PackageStage.PREPARED
    own = presenters.why_not(row, officer)
    may_judge = waits and not own and may(officer, Permission.APPROVE_PACKAGE)
    return {
        "package": presenters.line(row),
        "facts": presenters.facts(row),
        "next": presenters.NEXT[row.stage],
        "is_written": row.stage is PackageStage.WRITTEN,
        "has_failed": row.stage is PackageStage.FAILED,
        "why_not": own if may(officer, Permission.APPROVE_PACKAGE) else "",
        "what": presenters.what(page.included, page.withheld, row.reference),
        "form": (form or DeclineForm()) if may_judge else None,
        "rehearsal": referrals.referral(row.referral_id).rehearsal,
    }


def _closed(row: QueueRow, form: PrepareForm) -> str:
    if row.stage not in DECIDED:
        return UNDECIDED
    return "" if form.fields["partner"].choices else NO_PARTNER  # type: ignore[attr-defined]
