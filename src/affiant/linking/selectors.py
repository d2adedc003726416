"""Reading links: what officers said of a referral and others, and what the system found that nobody has answered."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.selectors import display_names
from affiant.linking import heard, likenesses
from affiant.linking.heard import EarlierRow, HeardBefore, still_standing
from affiant.linking.likenesses import FINDERS, Own, Suggestion
from affiant.linking.models import Link
from affiant.linking.stages import SAME_HAND, Likeness, Verdict
from affiant.triage.selectors import hidden_from

__all__ = [
    "Beside",
    "EarlierRow",
    "HeardBefore",
    "InShort",
    "LinkRow",
    "Suggested",
    "Suggestion",
    "beside",
    "heard_before",
    "in_short",
    "standing",
    "still_standing",
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


@dataclass(frozen=True, slots=True)
class InShort:
    """What the page of a referral tells: which belong to it, how many likenesses wait, who was heard before."""

    linked: Sequence[tuple[UUID, Likeness]]
    likenesses: int
    heard: HeardBefore | None


@dataclass(frozen=True, slots=True)
class Beside:
    """All that stands beside a referral."""

    links: Sequence[LinkRow]
    suggested: Suggested
    earlier: Sequence[EarlierRow]


def beside(referral_id: UUID, officer: Officer) -> Beside:
    """Return what was said, what was found and who was heard, as far as the officer may see it."""
    look = _look(referral_id, officer)
    return Beside(_rows(look), _found(look), _earlier(look))


def in_short(referral_id: UUID, officer: Officer) -> InShort:
    """Return what stands beside a referral, in short."""
    look = _look(referral_id, officer)
    found = _found(look)
    return InShort(_linked(look), len(found.rows) + found.more, still_standing(_earlier(look)))


def heard_before(referral_id: UUID, officer: Officer) -> HeardBefore | None:
    """Return who was heard before; None if nobody is known to have been."""
    return still_standing(_earlier(_look(referral_id, officer)))


def suggestion(referral_id: UUID, other: UUID, likeness: Likeness) -> Suggestion | None:
    """Return one likeness as it is found at this moment; None if it is not, or something is said of it."""
    if likeness not in FINDERS or (other, likeness) in _said(_about(referral_id), referral_id):
        return None
    return next((one for one in _nearest(FINDERS[likeness](likenesses.own(referral_id))) if one.other == other), None)


def standing(link_id: UUID, referral_id: UUID) -> Link | None:
    """Return a link of the referral that has not been parted."""
    return _about(referral_id).filter(pk=link_id, parted_at__isnull=True).first()


@dataclass(frozen=True, slots=True)
class _Look:
    """What every question about a referral begins with: asked once."""

    own: Own
    links: Sequence[Link]
    hidden: frozenset[UUID]

    def others(self, wanted: Container[str]) -> Iterator[tuple[UUID, Likeness]]:
        """Yield what belongs to the referral by a likeness of these."""
        for link in self.links:
            if link.parted_at is None and link.verdict == Verdict.LINKED and link.likeness in wanted:
                yield _other(link, self.own.referral_id), Likeness(link.likeness)


def _look(referral_id: UUID, officer: Officer) -> _Look:
    hidden = hidden_from(officer)
    links = [one for one in _about(referral_id).order_by("-at", "id") if _other(one, referral_id) not in hidden]
    return _Look(likenesses.own(referral_id), links, hidden)


def _rows(look: _Look) -> list[LinkRow]:
    names = display_names(one for link in look.links for one in (link.by_id, link.parted_by_id)) if look.links else {}
    return [_row(link, look.own.referral_id, names) for link in look.links]


def _linked(look: _Look) -> list[tuple[UUID, Likeness]]:
    order = list(Likeness)
    return sorted(look.others(order), key=lambda found: (order.index(found[1]), str(found[0])))


def _found(look: _Look) -> Suggested:
    said = _said(look.links, look.own.referral_id)
    rows, more = [], 0
    for likeness, finder in FINDERS.items():
        found = [
            one
            for one in _nearest(finder(look.own))
            if one.other not in look.hidden and (one.other, likeness) not in said
        ]
        rows += found[:SHOWN]
        more += len(found[SHOWN:])
    return Suggested(rows, more)


def _earlier(look: _Look) -> list[EarlierRow]:
    together = frozenset(other for other, _ in look.others(SAME_HAND)) | {look.own.referral_id}
    return heard.earlier(look.own, together - look.hidden, look.hidden)


def _nearest(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Return the nearest likeness to each other referral, the nearest of all first."""
    nearest: dict[UUID, Suggestion] = {}
    for one in sorted(found, key=lambda one: (*one.distance, str(one.other))):
        nearest.setdefault(one.other, one)
    return list(nearest.values())


def _about(referral_id: UUID) -> QuerySet[Link]:
    return Link.objects.filter(Q(first_id=referral_id) | Q(second_id=referral_id))


def _said(links: Iterable[Link], referral_id: UUID) -> set[tuple[UUID, str]]:
    return {(_other(link, referral_id), link.likeness) for link in links if link.parted_at is None}


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
