"""Acts of the register of earlier accounts: entering one, correcting one by another that follows it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.linking import heard as register
from affiant.linking.errors import NobodyNamed, NoSuchAccount
from affiant.linking.models import NAMED, EarlierAccount
from affiant.linking.services.link import check_reachable
from affiant.linking.stages import Recorded, Way, Whose

REGISTERED: Final = "earlier_account.registered"
CORRECTED: Final = "earlier_account.corrected"


@dataclass(frozen=True, slots=True)
class Heard:
    """Who was heard before, by whom, when and how, whether it was recorded and where that is kept."""

    given_to: str = field(repr=False)
    given_when: str = field(default="", repr=False)
    recorded: Recorded = Recorded.UNKNOWN
    where_kept: str = field(default="", repr=False)
    whose: Whose = Whose.REPORTER
    person: str = field(default="", repr=False)
    way: Way = Way.UNKNOWN


@transaction.atomic
def register_earlier(*, referral_id: UUID, heard: Heard, by: Officer, at: datetime) -> UUID:
    """Enter an account that somebody gave before, so that nobody asks for it again unknowingly.

    Raises:
        NotPermitted: the officer may not link.
        NoSuchReferral: there is none of this id.
        Recused: it is closed to the officer.
        NobodyNamed: it does not say to whom, or of somebody else not of whom.
    """
    return _keep(referral_id, heard, None, by, at)


@transaction.atomic
def correct_earlier(*, account_id: UUID, referral_id: UUID, heard: Heard, by: Officer, at: datetime) -> UUID:
    """Enter what replaces an account of the register; the earlier one stays in its history.

    Raises:
        NotPermitted, NoSuchReferral, Recused, NobodyNamed: as for entering.
        NoSuchAccount: there is none of this id, or another one follows it already.
    """
    check_may(by, Permission.LINK)
    if register.standing_account(account_id, referral_id) is None:
        raise NoSuchAccount
    try:
        with transaction.atomic():
            return _keep(referral_id, heard, account_id, by, at)
    except IntegrityError as refused:  # somebody else corrected it at this moment
        raise NoSuchAccount from refused


def _keep(referral_id: UUID, heard: Heard, follows: UUID | None, by: Officer, at: datetime) -> UUID:
    check_may(by, Permission.LINK)
    check_reachable(by, referral_id)
    account = EarlierAccount(
        referral_id=referral_id,
        whose=heard.whose,
        person=tidied(heard.person)[:NAMED] if heard.whose is Whose.OTHER else "",
        given_to=tidied(heard.given_to),
        given_when=tidied(heard.given_when),
        way=heard.way,
        recorded=heard.recorded,
        where_kept=tidied(heard.where_kept),
        follows_id=follows,
        by=by,
        at=at,
    )
    if not account.given_to or (heard.whose is Whose.OTHER and not account.person):
        raise NobodyNamed
    account.save(force_insert=True)
    _enter(account, by, at)
    return account.pk


def _enter(account: EarlierAccount, by: Officer, at: datetime) -> None:
    facts: dict[str, Fact] = {
        "account": str(account.pk),
        "recorded": str(account.recorded),
        "way": str(account.way),
        "whose": str(account.whose),
    }
    if account.follows_id:
        facts["follows"] = str(account.follows_id)
    act = CORRECTED if account.follows_id else REGISTERED
    entry = Entry(kind=Kind.ALTERATION, act=act, about=str(account.referral_id), by=by.actor, at=at, facts=facts)
    enter(entry, given_to=account.given_to.encode(), person=account.person.encode())
