"""The register of earlier accounts: who heard somebody before, so that nobody is asked again unknowingly (R10)."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from affiant.ground.accounts.selectors import display_names
from affiant.linking.likenesses import COMMON, PEOPLE, Own, alike
from affiant.linking.models import EarlierAccount, Named
from affiant.linking.stages import Recorded, Way, Whose

HEARD: Final = frozenset({Named.Kind.HEARD})


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """An account that was given before, and the referral that it is entered under."""

    id: UUID
    referral_id: UUID
    whose: Whose
    person: str = field(repr=False)
    given_to: str = field(repr=False)
    given_when: str = field(repr=False)
    way: Way
    recorded: Recorded
    where_kept: str = field(repr=False)
    by_name: str
    at: datetime
    replaced: bool
    named_alike: bool  # known only by a name that sounds like one of this referral


@dataclass(frozen=True, slots=True)
class HeardBefore:
    """What has to be read before anybody is asked again."""

    rows: Sequence[EarlierRow]
    interviewed: bool


def earlier(own: Own, together: frozenset[UUID], hidden: Container[UUID]) -> list[EarlierRow]:
    """Return who was heard before, the oldest first, and what was corrected too.

    Accounts under any referral of `together` are among them, and those of somebody, under any referral, whose name
    sounds like one that is coded in this one.
    """
    by_name = {(one.referral_id, one.other) for one in alike(own, PEOPLE, HEARD, COMMON)}
    seen = {(other, name) for other, name in by_name if other not in hidden}
    held = Q(referral_id__in=together) | Q(referral_id__in={other for other, _ in seen}, whose=Whose.OTHER)
    found = EarlierAccount.objects.filter(held).select_related("followed_by").order_by("at", "id")
    shown = [one for one in found if one.referral_id in together or (one.referral_id, one.person) in seen]
    names = display_names(account.by_id for account in shown) if shown else {}
    return [_row(account, names, together) for account in shown]


def still_standing(rows: Sequence[EarlierRow]) -> HeardBefore | None:
    """Return what of the register has not been corrected; None if nothing is left."""
    standing = [row for row in rows if not row.replaced]
    return HeardBefore(standing, any(row.way is Way.INTERVIEW for row in standing)) if standing else None


def standing_account(account_id: UUID, referral_id: UUID) -> EarlierAccount | None:
    """Return an account of the referral's register that no other one follows."""
    return EarlierAccount.objects.filter(pk=account_id, referral_id=referral_id, followed_by__isnull=True).first()


def _row(account: EarlierAccount, names: dict[UUID, str], together: Container[UUID]) -> EarlierRow:
    return EarlierRow(
        id=account.pk,
        referral_id=account.referral_id,
        whose=Whose(account.whose),
        person=account.person,
        given_to=account.given_to,
        given_when=account.given_when,
        way=Way(account.way),
        recorded=Recorded(account.recorded),
        where_kept=account.where_kept,
        by_name=names.get(account.by_id, ""),
        at=account.at,
        replaced=hasattr(account, "followed_by"),
        named_alike=account.referral_id not in together,
    )
