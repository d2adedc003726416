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
from affiant.referrals import selectors as referrals
from affiant.referrals.rows import QueueFilters, QueueRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link as the page shows it."""

    id: UUID
    other: UUID
    reference: str
    likeness: str
    verdict: str
    ground: str
    by: str
    at: datetime
    parted_by: str
    parted_at: datetime | None
    parted_reason: str
    part_form: PartForm


def page(row: QueueRow, officer: Officer, typed: Mapping[str, forms.Form]) -> dict[str, Any]:
    """Give the page of a referral's links; `typed` holds forms that came back with errors."""
    links, suggestions = selectors.links_of(row.id, officer), selectors.suggestions(row.id, officer)
    earlier = selectors.earlier_accounts(row.id, officer)
    references = referrals.references(
        (
            *(link.other for link in links),
            *(one.other for one in suggestions),
            *(account.referral_id for account in earlier),
        )
    )
    lines = [_line(link, references) for link in links]
    may_link = may(officer, Permission.LINK)
    return {
        "referral": {"id": row.id, "reference": row.reference, "back": f"Referral {row.reference}"},
        "rehearsal": row.rehearsal,
        "suggestions": [_suggested(one, references) for one in suggestions],
        "links": [line for line in lines if line.parted_at is None],
        "parted": [line for line in lines if line.parted_at is not None],
        "earlier": [_earlier(account, row.id, references) for account in earlier],
        "form": next(iter(typed.values()), None),
        "say_form": (typed.get("say_form") or SayForm()) if may_link else None,
        "earlier_form": (typed.get("earlier_form") or EarlierForm()) if may_link else None,
    }


def of_reference(typed: str) -> UUID | None:
    """Return the one referral that the typed reference means; a bare number may be that of several years."""
    found = referrals.queue(QueueFilters(reference=typed), limit=2)
    return found[0].id if len(found) == 1 else None


def _line(link: LinkRow, references: Mapping[UUID, str]) -> LinkLine:
    return LinkLine(
        id=link.id,
        other=link.other,
        reference=references[link.other],
        likeness=str(link.likeness.label),
        verdict=str(link.verdict.label),
        ground=link.ground,
        by=link.by_name,
        at=link.at,
        parted_by=link.parted_by_name,
        parted_at=link.parted_at,
        parted_reason=link.parted_reason,
        part_form=PartForm(auto_id=f"part-{link.id}-%s"),
    )


def _suggested(one: Suggestion, references: Mapping[UUID, str]) -> dict[str, object]:
    return {
        "other": one.other,
        "reference": references[one.other],
        "likeness": one.likeness.value,
        "title": str(one.likeness.label),
        "ground": one.ground,
    }


def _earlier(account: EarlierRow, own: UUID, references: Mapping[UUID, str]) -> dict[str, object]:
    return {
        "given_to": account.given_to,
        "given_when": account.given_when,
        "recorded": str(account.recorded.label),
        "where_kept": account.where_kept,
        "by": account.by_name,
        "at": account.at,
        "reference": references[account.referral_id] if account.referral_id != own else "",
        "referral": account.referral_id,
    }
