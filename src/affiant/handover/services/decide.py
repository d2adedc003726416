"""Deciding about a handed-over file: all of it, its good lines, or nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.handover import selectors
from affiant.handover.errors import LinesWrong, MayNotFollow, NoSuchHandover, NothingToTake, ReasonMissing
from affiant.handover.models import Handover
from affiant.handover.stages import MAY_FOLLOW, Stage


@transaction.atomic
def accept(*, handover_id: UUID, only_good: bool, by: Officer, at: datetime) -> None:
    """Have the reports taken; with a wrong line only if it is said that the good ones alone are meant.

    Raises:
        NotPermitted: the officer may not.
        NoSuchHandover: there is none of this id.
        MayNotFollow: somebody decided about it before.
        LinesWrong: lines are wrong, and nobody said to leave them out.
        NothingToTake: no line can be taken.
    """
    check_may(by, Permission.IMPORT)
    handover = _locked(handover_id, Stage.TAKING)
    lines = selectors.sum_of(handover_id)
    if lines.wrong and not only_good:
        raise LinesWrong(lines.wrong)
    if not lines.good:
        raise NothingToTake
    handover.only_good = bool(lines.wrong)
    _decide(handover, Stage.TAKING, by, at)
    facts: dict[str, Fact] = {"good": lines.good, "known": lines.known, "wrong": lines.wrong}
    enter(_entry("handover.accepted", handover, by, at, facts))


@transaction.atomic
def decline(*, handover_id: UUID, reason: str, by: Officer, at: datetime) -> None:
    """Take nothing of a file, and say why; it stays sealed as it came.

    Raises:
        NotPermitted: the officer may not.
        NoSuchHandover: there is none of this id.
        MayNotFollow: somebody decided about it before.
        ReasonMissing: no reason was given.
    """
    check_may(by, Permission.IMPORT)
    handover = _locked(handover_id, Stage.DECLINED)
    words = tidied(reason)
    if not words:
        raise ReasonMissing
    handover.reason = words
    _decide(handover, Stage.DECLINED, by, at)
    enter(_entry("handover.declined", handover, by, at, {}), reason=words.encode())


def _locked(handover_id: UUID, wanted: Stage) -> Handover:
    handover = Handover.objects.select_for_update().filter(pk=handover_id).first()
    if handover is None:
        raise NoSuchHandover
    if wanted not in MAY_FOLLOW[Stage(handover.stage)]:
        raise MayNotFollow(handover.stage)
    return handover


def _decide(handover: Handover, stage: Stage, by: Officer, at: datetime) -> None:
    handover.stage, handover.decided_by, handover.decided_at = stage, by, at
    handover.queued_at, handover.hindrance = None, ""  # what a worker did before was another piece of work
    handover.save(update_fields=["stage", "decided_by", "decided_at", "only_good", "reason", "queued_at", "hindrance"])


def _entry(act: str, handover: Handover, by: Officer, at: datetime, facts: dict[str, Fact]) -> Entry:
    return Entry(kind=Kind.DECISION, act=act, about=str(handover.pk), by=by.actor, at=at, facts=facts)
