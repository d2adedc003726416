"""Acts of linking: saying what two referrals are to each other, parting them, registering an earlier account."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.linking import selectors
from affiant.linking.errors import AlreadySaid, GroundMissing, LinkedToItself, NobodyNamed, NoSuchLink
from affiant.linking.models import EarlierAccount, Link
from affiant.linking.stages import Likeness, Recorded, Verdict
from affiant.referrals import selectors as referrals
from affiant.triage.selectors import check_open_to


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer says of two referrals, and why."""

    likeness: Likeness
    verdict: Verdict
    ground: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """Who heard the person before, when, whether it was recorded and where that is kept."""

    given_to: str = field(repr=False)
    given_when: str = field(default="", repr=False)
    recorded: Recorded = Recorded.UNKNOWN
    where_kept: str = field(default="", repr=False)


@transaction.atomic
def say(*, referral_id: UUID, other_id: UUID, said: Said, by: Officer, at: datetime) -> UUID:
    """Say of two referrals that they belong together, or that they only look alike; return the link's id.

    The ledger has an entry about each of the two; the ground stands in it as a salted commitment.

    Raises:
        NotPermitted: the officer may not link.
        LinkedToItself: the two are one.
        NoSuchReferral: there is none of an id.
        Recused: one of them is closed to the officer.
        GroundMissing: no ground was given.
        AlreadySaid: something is said of this likeness of the two already.
    """
    check_may(by, Permission.LINK)
    if referral_id == other_id:
        raise LinkedToItself
    _check_reachable(by, referral_id, other_id)
    ground = _tidied(said.ground)
    if not ground:
        raise GroundMissing
    first, second = sorted((referral_id, other_id))
    link = Link(
        first_id=first, second_id=second, likeness=said.likeness, verdict=said.verdict, ground=ground, by=by, at=at
    )
    _keep(link)
    _enter(link, "referral.linked" if said.verdict is Verdict.LINKED else "referral.told_apart", by, at, ground)
    return link.pk


@transaction.atomic
def part(*, link_id: UUID, referral_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Take back what was said of two referrals; it stays in their history.

    Raises:
        NotPermitted: the officer may not link.
        NoSuchLink: the referral has none of this id that stands.
        Recused: one of them is closed to the officer.
        GroundMissing: no reason was given.
    """
    check_may(by, Permission.LINK)
    link = selectors.standing(link_id, referral_id)
    if link is None:
        raise NoSuchLink
    _check_reachable(by, link.first_id, link.second_id)
    words = _tidied(reason)
    if not words:
        raise GroundMissing
    link.parted_by, link.parted_at, link.parted_reason = by, at, words
    link.save(update_fields=["parted_by", "parted_at", "parted_reason"])
    _enter(link, "referral.parted", by, at, words)


@transaction.atomic
def register_earlier(*, referral_id: UUID, heard: Heard, by: Officer, at: datetime) -> UUID:
    """Enter an account that the person gave to somebody else before, so that nobody asks for it again unknowingly.

    Raises:
        NotPermitted: the officer may not link.
        NoSuchReferral: there is none of this id.
        Recused: it is closed to the officer.
        NobodyNamed: it does not say to whom.
    """
    check_may(by, Permission.LINK)
    _check_reachable(by, referral_id)
    given_to = _tidied(heard.given_to)
    if not given_to:
        raise NobodyNamed
    account = EarlierAccount.objects.create(
        referral_id=referral_id,
        given_to=given_to,
        given_when=_tidied(heard.given_when),
        recorded=heard.recorded,
        where_kept=_tidied(heard.where_kept),
        by=by,
        at=at,
    )
    facts: dict[str, Fact] = {"account": str(account.pk), "recorded": heard.recorded.value}
    entry = Entry(
        kind=Kind.ALTERATION,
        act="earlier_account.registered",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts=facts,
    )
    enter(entry, given_to=given_to.encode())
    return account.pk


def _check_reachable(by: Officer, *referral_ids: UUID) -> None:
    for referral_id in referral_ids:
        referrals.referral(referral_id)
        check_open_to(referral_id, by.pk)


def _tidied(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def _keep(link: Link) -> None:
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError as refused:
        raise AlreadySaid from refused


def _enter(link: Link, act: str, by: Officer, at: datetime, ground: str) -> None:
    for about, other in ((link.first_id, link.second_id), (link.second_id, link.first_id)):
        facts: dict[str, Fact] = {"link": str(link.pk), "with": str(other), "likeness": str(link.likeness)}
        entry = Entry(kind=Kind.COMBINATION, act=act, about=str(about), by=by.actor, at=at, facts=facts)
        enter(entry, ground=ground.encode())
