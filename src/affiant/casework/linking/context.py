"""What the page of links is rendered with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from affiant.casework.linking.forms import EarlierForm, PartForm, RefuseForm, SayForm
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
    found: str
    ground: str
    by: str
    at: datetime
    parted_by: str
    parted_at: datetime | None
    parted_reason: str
    part_form: forms.Form


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """A likeness as the page shows it."""

    other: UUID
    reference: str
    likeness: str
    title: str
    ground: str
    refuse_form: forms.Form


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that came back with errors, and of which thing of the page it is."""

    form: forms.Form | None = None
    about: object = None

    def or_else(self, form: forms.Form, about: object = None) -> forms.Form:
        """Return the form that came back if it is of this kind and thing, else the fresh one."""
        return self.form if type(self.form) is type(form) and self.about == about else form


def page(row: QueueRow, officer: Officer, typed: Typed, corrects: str = "") -> dict[str, Any]:
    """Give the page of a referral's links; `corrects` may name the earlier account that is to be corrected."""
    beside = selectors.beside(row.id, officer)
    links, suggested, earlier = beside.links, beside.suggested, beside.earlier
    others = {link.other for link in links} | {one.other for one in suggested.rows}
    others |= {account.referral_id for account in earlier}
    references = referrals.references(others)
    lines = [_line(link, references, typed) for link in links]
    may_link = may(officer, Permission.LINK)
    return {
        "referral": {"id": row.id, "reference": row.reference, "back": f"Referral {row.reference}"},
        "rehearsal": row.rehearsal,
        "found": [_found(one, references, typed) for one in suggested.rows],
        "more": suggested.more,
        "links": [line for line in lines if line.parted_at is None],
        "parted": [line for line in lines if line.parted_at is not None],
        "heard": selectors.still_standing(earlier),
        "earlier": [_earlier(one, row.id, references) for one in earlier if not one.replaced],
        "replaced": [_earlier(one, row.id, references) for one in earlier if one.replaced],
        "others": sorted(others - {row.id}, key=str),
        "form": typed.form,
        "say_form": typed.or_else(SayForm()) if may_link else None,
        "earlier_form": typed.or_else(_earlier_form(row.id, earlier, corrects)) if may_link else None,
    }


def of_reference(typed: str) -> UUID | None:
    """Return the one referral that the typed reference means; a bare number may be that of several years."""
    found = referrals.queue(QueueFilters(reference=typed), limit=2)
    return found[0].id if len(found) == 1 else None


def _line(link: LinkRow, references: Mapping[UUID, str], typed: Typed) -> LinkLine:
    return LinkLine(
        id=link.id,
        other=link.other,
        reference=references[link.other],
        likeness=str(link.likeness.label),
        verdict=str(link.verdict.label),
        found=link.found,
        ground=link.ground,
        by=link.by_name,
        at=link.at,
        parted_by=link.parted_by_name,
        parted_at=link.parted_at,
        parted_reason=link.parted_reason,
        part_form=typed.or_else(PartForm(auto_id=f"part-{link.id}-%s"), link.id),
    )


def _found(one: Suggestion, references: Mapping[UUID, str], typed: Typed) -> FoundLine:
    fresh = RefuseForm(auto_id=f"refuse-{one.likeness}-{one.other}-%s")
    return FoundLine(
        other=one.other,
        reference=references[one.other],
        likeness=one.likeness.value,
        title=str(one.likeness.label),
        ground=one.ground,
        refuse_form=typed.or_else(fresh, (one.other, one.likeness)),
    )


def _earlier_form(referral_id: UUID, rows: Sequence[EarlierRow], corrects: str) -> EarlierForm:
    standing = (one for one in rows if one.referral_id == referral_id and not one.replaced)
    found = next((one for one in standing if str(one.id) == corrects), None)
    if found is None:
        return EarlierForm()
    names = ("whose", "person", "given_to", "given_when", "way", "recorded", "where_kept")
    return EarlierForm(initial={name: getattr(found, name) for name in names} | {"corrects": found.id})


def _earlier(account: EarlierRow, own: UUID, references: Mapping[UUID, str]) -> dict[str, object]:
    return {
        "id": account.id,
        "person": account.person,
        "given_to": account.given_to,
        "given_when": account.given_when,
        "way": str(account.way.label),
        "recorded": str(account.recorded.label),
        "where_kept": account.where_kept,
        "by": account.by_name,
        "at": account.at,
        "own": account.referral_id == own,
        "reference": references[account.referral_id],
        "referral": account.referral_id,
        "named_alike": account.named_alike,
    }
