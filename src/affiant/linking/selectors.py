"""Reading links: what stands, what the files suggest, and who was heard before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from affiant.evidence import twins
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.selectors import display_names
from affiant.linking.models import EarlierAccount, Link
from affiant.linking.stages import Likeness, Recorded, Verdict
from affiant.triage.selectors import hidden_from

SAME_HAND = (Likeness.REPORTER, Likeness.PERSON)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What an officer said of a referral and another one."""

    id: UUID
    other: UUID
    likeness: Likeness
    verdict: Verdict
    ground: str = field(repr=False)
    by_name: str
    at: datetime
    parted_by_name: str
    parted_at: datetime | None
    parted_reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likeness that the system found, with its ground; an officer says whether the two belong together."""

    other: UUID
    likeness: Likeness
    ground: str


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """An account that was given elsewhere before, and the referral that it is entered under."""

    referral_id: UUID
    given_to: str = field(repr=False)
    given_when: str = field(repr=False)
    recorded: Recorded
    where_kept: str = field(repr=False)
    by_name: str
    at: datetime


def links_of(referral_id: UUID, officer: Officer) -> list[LinkRow]:
    """Return what was said of the referral and others that the officer may see, the newest first; three queries."""
    hidden = hidden_from(officer)
    found = [link for link in _about(referral_id).order_by("-at") if _other(link, referral_id) not in hidden]
    names = display_names(one for link in found for one in (link.by_id, link.parted_by_id))
    return [_row(link, referral_id, names) for link in found]


def suggestions(referral_id: UUID, officer: Officer) -> list[Suggestion]:
    """Return the likenesses that nobody has said anything of yet, among what the officer may see."""
    hidden, said = hidden_from(officer), _said(referral_id, Likeness.FILE)
    return [
        Suggestion(twin.referral_id, Likeness.FILE, f"Files that are the same, byte for byte: {twin.files}.")
        for twin in twins.of(referral_id)
        if twin.referral_id not in hidden | said
    ]


def earlier_accounts(referral_id: UUID, officer: Officer) -> list[EarlierRow]:
    """Return who heard the person before, also under referrals of the same reporter or person; the oldest first."""
    together = {referral_id, *_same_hand(referral_id, officer)}
    found = list(EarlierAccount.objects.filter(referral_id__in=together).order_by("at"))
    names = display_names(account.by_id for account in found)
    return [_earlier(account, names) for account in found]


def standing(link_id: UUID, referral_id: UUID) -> Link | None:
    """Return a link of the referral that has not been parted."""
    return _about(referral_id).filter(pk=link_id, parted_at__isnull=True).first()


def _about(referral_id: UUID) -> QuerySet[Link]:
    return Link.objects.filter(Q(first_id=referral_id) | Q(second_id=referral_id))


def _said(referral_id: UUID, likeness: Likeness) -> set[UUID]:
    found = _about(referral_id).filter(likeness=likeness, parted_at__isnull=True)
    return {_other(link, referral_id) for link in found}


def _same_hand(referral_id: UUID, officer: Officer) -> Iterable[UUID]:
    found = _about(referral_id).filter(likeness__in=SAME_HAND, verdict=Verdict.LINKED, parted_at__isnull=True)
    return {_other(link, referral_id) for link in found} - hidden_from(officer)


def _other(link: Link, referral_id: UUID) -> UUID:
    return link.second_id if link.first_id == referral_id else link.first_id


def _row(link: Link, referral_id: UUID, names: dict[UUID, str]) -> LinkRow:
    return LinkRow(
        id=link.pk,
        other=_other(link, referral_id),
        likeness=Likeness(link.likeness),
        verdict=Verdict(link.verdict),
        ground=link.ground,
        by_name=names.get(link.by_id, ""),
        at=link.at,
        parted_by_name=names.get(link.parted_by_id, "") if link.parted_by_id else "",
        parted_at=link.parted_at,
        parted_reason=link.parted_reason,
    )


def _earlier(account: EarlierAccount, names: dict[UUID, str]) -> EarlierRow:
    return EarlierRow(
        referral_id=account.referral_id,
        given_to=account.given_to,
        given_when=account.given_when,
        recorded=Recorded(account.recorded),
        where_kept=account.where_kept,
        by_name=names.get(account.by_id, ""),
        at=account.at,
    )
