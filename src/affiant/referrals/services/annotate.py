"""What officers write about a referral for each other: notes, translations, tasks, the situation it belongs to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.errors import NoSuchOfficer
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may, may
from affiant.ground.entering import enter
from affiant.referrals import selectors
from affiant.referrals.errors import (
    CannotTakeOn,
    EmptyText,
    NoSuchPassage,
    NoSuchReferral,
    NoSuchSituation,
    NoSuchTask,
    ReasonMissing,
)
from affiant.referrals.kinds import Origin, Standing
from affiant.referrals.models import Note, Referral, Task, Translation


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation that somebody made of one answer: into which language, by whom or by which program."""

    submission_id: UUID
    question: str
    language: str
    text: str = field(repr=False)
    origin: Origin
    made_by: str


@transaction.atomic
def write_note(*, referral_id: UUID, standing: Standing, text: str, by: Officer, at: datetime) -> UUID:
    """Keep a note that the reporter never sees, marked as fact or opinion (R32); return its id.

    Raises:
        NotPermitted: the officer may not.
        NoSuchReferral: no referral has this id.
        EmptyText: there are no words.
    """
    words = _begin(referral_id, text, by)
    note = Note.objects.create(referral_id=referral_id, standing=standing, text=words, by=by, at=at)
    facts: dict[str, Fact] = {"note": str(note.pk), "standing": standing.value}
    enter(_entry(referral_id, "referral.noted", facts, by, at), text=words.encode())
    return note.pk


@transaction.atomic
def add_translation(*, referral_id: UUID, rendering: Rendering, by: Officer, at: datetime) -> UUID:
    """Put a translation beside an answer; it replaces neither the original nor another translation (R9).

    Raises:
        NotPermitted: the officer may not.
        NoSuchReferral: no referral has this id.
        EmptyText: there are no words.
        ReasonMissing: nobody is named as its maker.
        NoSuchPassage: the referral has no such answer.
    """
    words, maker = _begin(referral_id, rendering.text, by), tidied(rendering.made_by)
    if not maker:
        raise ReasonMissing
    _check_passage(referral_id, rendering)
    made = Translation.objects.create(
        referral_id=referral_id,
        submission_id=rendering.submission_id,
        question=rendering.question,
        language=rendering.language,
        text=words,
        origin=rendering.origin,
        made_by=maker,
        by=by,
        at=at,
    )
    facts: dict[str, Fact] = {
        "language": rendering.language,
        "origin": rendering.origin.value,
        "translation": str(made.pk),
    }
    enter(_entry(referral_id, "referral.translated", facts, by, at), text=words.encode(), made_by=maker.encode())
    return made.pk


@transaction.atomic
def set_task(
    *, referral_id: UUID, what: str, due_on: date | None, given_to: UUID | None, by: Officer, at: datetime
) -> UUID:
    """Say what has to be done, by whom and until when; return the task's id.

    Raises:
        NotPermitted: the officer may not.
        NoSuchReferral: no referral has this id.
        EmptyText: it does not say what.
        CannotTakeOn: the officer whom it is given to has no part in referrals.
    """
    words = _begin(referral_id, what, by)
    if given_to is not None:
        _check_can_take_on(given_to)
    task = Task.objects.create(referral_id=referral_id, what=words, due_on=due_on, given_to_id=given_to, by=by, at=at)
    facts: dict[str, Fact] = {
        "due": due_on.isoformat() if due_on else "",
        "task": str(task.pk),
        "to": f"officer:{given_to}" if given_to else "",
    }
    enter(_entry(referral_id, "referral.task_set", facts, by, at), what=words.encode())
    return task.pk


@transaction.atomic
def finish_task(*, task_id: UUID, referral_id: UUID, by: Officer, at: datetime) -> None:
    """Say that a task of this referral is done; a second time changes nothing.

    Raises:
        NotPermitted: the officer may not.
        NoSuchTask: the referral has no such task.
    """
    check_may(by, Permission.ANNOTATE)
    task = Task.objects.select_for_update().filter(pk=task_id, referral_id=referral_id).first()
    if task is None:
        raise NoSuchTask(str(task_id))
    if task.done_at is not None:
        return
    task.done_by, task.done_at = by, at
    task.save(update_fields=["done_by", "done_at"])
    enter(_entry(referral_id, "referral.task_done", {"task": str(task_id)}, by, at))


@transaction.atomic
def set_situation(*, referral_id: UUID, situation: str, by: Officer, at: datetime) -> None:
    """Say which situation of the unit profile the referral belongs to, or none (R4).

    Raises:
        NotPermitted: the officer may not.
        NoSuchSituation: the profile names none of this id.
        NoSuchReferral: no referral has this id.
    """
    check_may(by, Permission.ANNOTATE)
    if situation and situation not in settings.AFFIANT.situations:
        raise NoSuchSituation(situation)
    referral = Referral.objects.select_for_update().filter(pk=referral_id).first()
    if referral is None:
        raise NoSuchReferral(str(referral_id))
    if referral.situation == situation:
        return
    before, referral.situation = referral.situation, situation
    referral.save(update_fields=["situation"])
    facts: dict[str, Fact] = {"from": before, "to": situation}
    enter(_entry(referral_id, "referral.situation_set", facts, by, at))


def _begin(referral_id: UUID, text: str, by: Officer) -> str:
    """Return the words as they are kept, once the officer may write them and the referral is there."""
    check_may(by, Permission.ANNOTATE)
    selectors.referral(referral_id)
    words = tidied(text)
    if not words:
        raise EmptyText
    return words


def _check_passage(referral_id: UUID, rendering: Rendering) -> None:
    passages = {
        (submission.id, answer.question)
        for submission in selectors.submissions_of(referral_id)
        for answer in submission.document.answers
    }
    if (rendering.submission_id, rendering.question) not in passages:
        raise NoSuchPassage


def _check_can_take_on(officer_id: UUID) -> None:
    try:
        officer = accounts.get(officer_id)
    except NoSuchOfficer as refused:
        raise CannotTakeOn from refused
    if not may(officer, Permission.READ_REFERRAL):
        raise CannotTakeOn


def _entry(referral_id: UUID, act: str, facts: dict[str, Fact], by: Officer, at: datetime) -> Entry:
    return Entry(kind=Kind.ALTERATION, act=act, about=str(referral_id), by=by.actor, at=at, facts=facts)
