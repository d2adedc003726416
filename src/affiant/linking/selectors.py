"""Reading links: what officers said of a referral and others, and what the system found that nobody has answered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.selectors import display_names
from affiant.linking.heard import EarlierRow, HeardBefore, earlier_accounts, heard_before, still_standing
from affiant.linking.likenesses import FINDERS, Suggestion
from affiant.linking.models import Link
from affiant.linking.stages import Likeness, Verdict
from affiant.triage.selectors import hidden_from

__all__ = [
    "EarlierRow",
    "HeardBefore",
    "LinkRow",
    "Suggested",
    "Suggestion",
    "earlier_accounts",
    "heard_before",
    "linked_to",
    "links_of",
    "standing",
    "still_standing",
    "suggested",
    "suggestion",
]

SHOWN: Final = 10  # suggestions of one kind


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What an officer said of a referral and another one."""

    id: UUID
    other: UUID
    likeness: Likeness
    verdict: Verdict
    found: str = field(repr=False)
    ground: str = field(repr=False)
    by_name: str
    at: datetime
    parted_by_name: str
    parted_at: datetime | None
    parted_reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What nobody has answered yet, the nearest of each kind first, and how many more of them were found."""

    rows: Sequence[Suggestion]
    more: int


def links_of(referral_id: UUID, officer: Officer) -> list[LinkRow]:
    """Return what was said of the referral and others that the officer may see, the newest first; three queries."""
    hidden = hidden_from(officer)
    found = [link for link in _about(referral_id).order_by("-at") if _other(link, referral_id) not in hidden]
    names = display_names(one for link in found for one in (link.by_id, link.parted_by_id))
    return [_row(link, referral_id, names) for link in found]


def linked_to(referral_id: UUID, officer: Officer) -> list[tuple[UUID, Likeness]]:
    """Return the referrals that belong to this one, as far as the officer may see them; two queries."""
    hidden = hidden_from(officer)
    found = _about(referral_id).filter(verdict=Verdict.LINKED, parted_at__isnull=True).order_by("likeness", "at")
    linked = ((_other(link, referral_id), Likeness(link.likeness)) for link in found)
    return [(other, likeness) for other, likeness in linked if other not in hidden]


def suggested(referral_id: UUID, officer: Officer) -> Suggested:
    """Return the likenesses that nobody has said anything of yet, among what the officer may see."""
    hidden, said = hidden_from(officer), _said(referral_id)
    found = [
        one
        for likeness, finder in FINDERS.items()
        for one in _nearest(finder(referral_id))
        if one.other not in hidden and (one.other, likeness) not in said
    ]
    counted: Counter[Likeness] = Counter()
    rows = []
    for one in found:
        counted[one.likeness] += 1
        if counted[one.likeness] <= SHOWN:
            rows.append(one)
    return Suggested(rows, len(found) - len(rows))


def suggestion(referral_id: UUID, other: UUID, likeness: Likeness) -> Suggestion | None:
    """Return one likeness as it is found at this moment; None if it is not, or something is said of it."""
    if likeness not in FINDERS or (other, likeness) in _said(referral_id):
        return None
    return next((one for one in _nearest(FINDERS[likeness](referral_id)) if one.other == other), None)


def standing(link_id: UUID, referral_id: UUID) -> Link | None:
    """Return a link of the referral that has not been parted."""
    return _about(referral_id).filter(pk=link_id, parted_at__isnull=True).first()


def _nearest(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Return the nearest likeness to each other referral, the nearest of all first."""
    nearest: dict[UUID, Suggestion] = {}
    for one in sorted(found, key=lambda one: (*one.distance, str(one.other))):
        nearest.setdefault(one.other, one)
    return list(nearest.values())


def _about(referral_id: UUID) -> QuerySet[Link]:
    return Link.objects.filter(Q(first_id=referral_id) | Q(second_id=referral_id))


def _said(referral_id: UUID) -> set[tuple[UUID, str]]:
    return {(_other(link, referral_id), link.likeness) for link in _about(referral_id).filter(parted_at__isnull=True)}


def _other(link: Link, referral_id: UUID) -> UUID:
    return link.second_id if link.first_id == referral_id else link.first_id


def _row(link: Link, referral_id: UUID, names: dict[UUID, str]) -> LinkRow:
    return LinkRow(
        id=link.pk,
        other=_other(link, referral_id),
        likeness=Likeness(link.likeness),
        verdict=Verdict(link.verdict),
        found=link.found,
        ground=link.ground,
        by_name=names.get(link.by_id, ""),
        at=link.at,
        parted_by_name=names.get(link.parted_by_id, "") if link.parted_by_id else "",
        parted_at=link.parted_at,
        parted_reason=link.parted_reason,
    )
