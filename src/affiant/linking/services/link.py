"""Acts of linking: saying what two referrals are to each other, answering what was found, parting them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.ground.ledger import services as ledger
from affiant.linking import selectors
from affiant.linking.errors import AlreadySaid, GroundMissing, LinkedToItself, NoSuchLikeness, NoSuchLink
from affiant.linking.models import Link
from affiant.linking.stages import Likeness, Verdict
from affiant.referrals import selectors as referrals
from affiant.triage.selectors import check_open_to

SHOWN: Final = "referral.likeness_shown"


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer says of two referrals, and why."""

    likeness: Likeness
    verdict: Verdict
    ground: str = field(repr=False)


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
    check_reachable(by, referral_id, other_id)
    return _say(referral_id, other_id, said, "", by, at)


@transaction.atomic
def answer(*, referral_id: UUID, other_id: UUID, said: Said, by: Officer, at: datetime) -> UUID:
    """Confirm or refuse a likeness that the system found; what it rested on at this moment is kept beside the answer.

    Confirming needs no further words; refusing needs the officer's reason.

    Raises:
        NotPermitted, NoSuchReferral, Recused, GroundMissing: as for saying.
        NoSuchLikeness: it is not found any more, or an officer has answered it.
    """
    check_may(by, Permission.LINK)
    check_reachable(by, referral_id, other_id)
    found = selectors.suggestion(referral_id, other_id, said.likeness)
    if found is None:
        raise NoSuchLikeness
    try:
        return _say(referral_id, other_id, said, found.ground, by, at)
    except AlreadySaid as late:
        raise NoSuchLikeness from late


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
    check_reachable(by, link.first_id, link.second_id)
    words = tidied(reason)
    if not words:
        raise GroundMissing
    standing = Link.objects.filter(pk=link_id, parted_at__isnull=True)
    if not standing.update(parted_by=by, parted_at=at, parted_reason=words):  # somebody else did at this moment
        raise NoSuchLink
    _enter(link, "referral.parted", by, at, words)


def note_shown(*, referral_id: UUID, others: Iterable[UUID], by: Officer, at: datetime) -> None:
    """Enter that an officer reads what stands beside a referral, and about each of the others that it is shown.

    All of it is committed before any of it is shown. Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read referrals.
    """
    check_may(by, Permission.READ_REFERRAL)
    read = Entry(kind=Kind.CONSULTATION, act="referral.read", about=str(referral_id), by=by.actor, at=at)
    shown = (replace(read, act=SHOWN, about=str(other), facts={"with": str(referral_id)}) for other in others)
    with transaction.atomic(durable=True):
        ledger.append_many(entries=[read, *shown])


def _say(referral_id: UUID, other_id: UUID, said: Said, found: str, by: Officer, at: datetime) -> UUID:
    ground = tidied(said.ground)
    if not ground and not (found and said.verdict is Verdict.LINKED):
        raise GroundMissing
    first, second = sorted((referral_id, other_id))
    link = Link(first_id=first, second_id=second, likeness=said.likeness, verdict=said.verdict, by=by, at=at)
    link.found, link.ground = found, ground
    _keep(link)
    _enter(link, "referral.linked" if said.verdict is Verdict.LINKED else "referral.told_apart", by, at, ground)
    return link.pk


def check_reachable(by: Officer, *referral_ids: UUID) -> None:
    """Return if there are such referrals and none of them is closed to the officer.

    Raises: NoSuchReferral, Recused.
    """
    for referral_id in referral_ids:
        referrals.referral(referral_id)
        check_open_to(referral_id, by.pk)


def _keep(link: Link) -> None:
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError as refused:
        raise AlreadySaid from refused


def _enter(link: Link, act: str, by: Officer, at: datetime, ground: str) -> None:
    for about, other in ((link.first_id, link.second_id), (link.second_id, link.first_id)):
        facts: dict[str, Fact] = {
            "likeness": str(link.likeness),
            "link": str(link.pk),
            "suggested": bool(link.found),
            "with": str(other),
        }
        entry = Entry(kind=Kind.COMBINATION, act=act, about=str(about), by=by.actor, at=at, facts=facts)
        enter(entry, found=link.found.encode(), ground=ground.encode())
