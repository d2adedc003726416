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
from affiant.sharing.stages import Ground, PackageStage

DECIDED: Final = frozenset({Stage.ACCEPTED, Stage.SHARING, Stage.SHARED})
UNDECIDED: Final = "No package can be prepared yet: first an officer accepts this referral or decides to share it."
NOBODY: Final = "No package can be prepared: the wishes of the person let nothing go to any active partner."
NO_PARTNER: Final = "No package can be prepared: no partner is active."


def offers(row: QueueRow) -> list[presenters.OfferBlock]:
    """List what the reporter's wishes let go to each partner that is active today."""
    today, bodies = timezone.now().date(), selectors.bodies()
    active = [partner for partner in selectors.partners() if partner.is_active(today)]
    made = {body: selectors.what_would_be_shared(row.id, body) for body in {partner.body for partner in active}}
    return [presenters.offer(partner, made[partner.body], row.reference, bodies) for partner in active]


def prepare(row: QueueRow, offered: list[presenters.OfferBlock], form: PrepareForm) -> dict[str, object]:
    """Give the page that shows what a package would hold for each partner."""
    closed = _closed(row, offered)
    return {
        "referral": {"id": row.id, "reference": row.reference, "back": f"Referral {row.reference}"},
        "offers": offered,
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


def _closed(row: QueueRow, offered: list[presenters.OfferBlock]) -> str:
    if row.withdrawn_at is not None:
        return str(Ground.WITHDRAWN.label)
    if row.stage not in DECIDED:
        return UNDECIDED
    if not offered:
        return NO_PARTNER
    return NOBODY if all(offer.refusal for offer in offered) else ""
