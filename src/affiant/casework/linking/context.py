"""What the page of links is rendered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from affiant.casework.linking.forms import EarlierForm, PartForm, SayForm
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.linking import selectors
from affiant.linking.selectors import EarlierRow, LinkRow, Suggestion
from affiant.linking.stages import Verdict
from affiant.referrals import selectors as referrals
from affiant.referrals.rows import QueueFilters, QueueRow

ONE = 2  # looked for, so that a number of two years is seen to be of two


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link as the page shows it."""

    id: UUID
    other: UUID
    reference: str
    likeness: str
    linked: bool
    verdict: str
    ground: str
    by: str
    at: datetime
    parted_by: str
    parted_at: datetime | None
    parted_reason: str


def page(row: QueueRow, officer: Officer, typed: Mapping[str, forms.Form]) -> dict[str, Any]:
    """Give the page of a referral's links; `typed` holds forms that came back with errors."""
    lines = [_line(link) for link in selectors.links_of(row.id, officer)]
    links = may(officer, Permission.LINK)
    return {
        "referral": {"id": row.id, "reference": row.reference, "back": f"Referral {row.reference}"},
        "rehearsal": row.rehearsal,
        "suggestions": [_suggested(one) for one in selectors.suggestions(row.id, officer)],
        "links": [line for line in lines if line.parted_at is None],
        "parted": [line for line in lines if line.parted_at is not None],
        "earlier": [_earlier(account, row.id) for account in selectors.earlier_accounts(row.id, officer)],
        "form": next(iter(typed.values()), None),
        "say_form": (typed.get("say_form") or SayForm()) if links else None,
        "part_form": PartForm(),
        "earlier_form": (typed.get("earlier_form") or EarlierForm()) if links else None,
    }


def of_reference(typed: str) -> UUID | None:
    """Return the one referral that the typed reference means."""
    found = referrals.queue(QueueFilters(reference=typed), limit=ONE)
    return found[0].id if len(found) == 1 else None


def _line(link: LinkRow) -> LinkLine:
    return LinkLine(
        id=link.id,
        other=link.other,
        reference=referrals.referral(link.other).reference,
        likeness=str(link.likeness.label),
        linked=link.verdict is Verdict.LINKED,
        verdict=str(link.verdict.label),
        ground=link.ground,
        by=link.by_name,
        at=link.at,
        parted_by=link.parted_by_name,
        parted_at=link.parted_at,
        parted_reason=link.parted_reason,
    )


def _suggested(one: Suggestion) -> dict[str, object]:
    reference = referrals.referral(one.other).reference
    return {
        "other": one.other,
        "reference": reference,
        "likeness": one.likeness.value,
        "title": str(one.likeness.label),
        "ground": one.ground,
    }


def _earlier(account: EarlierRow, own: UUID) -> dict[str, object]:
    elsewhere = account.referral_id != own
    return {
        "given_to": account.given_to,
        "given_when": account.given_when,
        "recorded": str(account.recorded.label),
        "where_kept": account.where_kept,
        "by": account.by_name,
        "at": account.at,
        "reference": referrals.referral(account.referral_id).reference if elsewhere else "",
        "referral": account.referral_id,
    }
