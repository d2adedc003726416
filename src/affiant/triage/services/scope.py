"""Answering the checklist of the referral guidelines, and what the lawyer says to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.law import guidelines
from affiant.referrals import services as referrals
from affiant.triage import reasons, selectors
from affiant.triage.errors import (
    AnsweredMeanwhile,
    HowMissing,
    NoSuchQuestion,
    NoSuchTask,
    NotBeingScoped,
)
from affiant.triage.models import Answer, AnswerEvidence, LawyerTask
from affiant.triage.passages import Rest, check_rests, kept, spelt
from affiant.triage.selectors import AnswerRow
from affiant.triage.stages import OPEN, Said


@dataclass(frozen=True, slots=True)
class Reply:
    """What an officer answers to a question, and the answer that they saw when they did.

    `rests_on` is all that the answer rests on from now on; None leaves it as it was.
    """

    question: str
    said: Said
    words: str = ""
    how: str = ""
    rests_on: tuple[Rest, ...] | None = None
    seen: int | None = None


@transaction.atomic
def answer(*, referral_id: UUID, replies: Sequence[Reply], by: Officer, at: datetime) -> list[str]:
    """Answer questions of the checklist; return the ids of those whose answer is new (R1).

    A reply that says what the officer saw changes nothing. An answer follows the one before it. An answer about
    immunity makes a task for a lawyer. All are kept, or none.

    Raises:
        NotPermitted: the officer may not scope.
        Recused: the referral is closed to this officer.
        NoSuchReferral: no referral has this id.
        NotBeingScoped: nobody has it, or a decision has ended the work.
        NoSuchQuestion: the checklist has no such question.
        HowMissing: "unknown" without a way to find out.
        AnsweredMeanwhile: others have answered what the officer meant to answer; carries which.
        PassageNotThere, NoSuchEvidence: an answer rests on what the referral does not hold.
    """
    check_may(by, Permission.SCOPE)
    selectors.check_open_to(referral_id, by.pk)
    stage = referrals.hold(referral_id=referral_id)
    if stage not in OPEN:
        raise NotBeingScoped(stage)
    standing = selectors.answers_of(referral_id)
    new = [reply for reply in map(_tidied, replies) if _is_new(reply, referral_id, standing)]
    _check_all(referral_id, new, standing)
    for reply in new:
        _keep(referral_id, reply, standing.get(reply.question), by, at)
    if new:
        enter(_scoped(referral_id, new, by, at), words=_words(new))
    return [reply.question for reply in new]


@transaction.atomic
def close_task(*, task_id: UUID, adviser: str, advice: str, by: Officer, at: datetime) -> None:
    """Record what the lawyer said on immunity, and who they are.

    Raises:
        NotPermitted: the officer may not scope.
        Recused: the referral is closed to this officer.
        NoSuchTask: there is none of this id, or it is closed.
        ReasonMissing: the lawyer or the advice is not named.
    """
    check_may(by, Permission.SCOPE)
    task = LawyerTask.objects.select_for_update().filter(pk=task_id, closed_at__isnull=True).first()
    if task is None:
        raise NoSuchTask(task_id)
    selectors.check_open_to(task.referral_id, by.pk)
    task.adviser, task.advice = reasons.given(adviser), reasons.given(advice)
    task.closed_by, task.closed_at = by, at
    task.save(update_fields=["adviser", "advice", "closed_by", "closed_at"])
    entry = Entry(
        kind=Kind.ALTERATION,
        act="referral.lawyer_answered",
        about=str(task.referral_id),
        by=by.actor,
        at=at,
        facts={"task": str(task.pk)},
    )
    enter(entry, advice=task.advice.encode())


def _tidied(reply: Reply) -> Reply:
    return replace(reply, words=tidied(reply.words), how=tidied(reply.how))


def _is_new(reply: Reply, referral_id: UUID, standing: dict[str, AnswerRow]) -> bool:
    """Answer whether the officer changed something, measured by what they saw and not by what stands now."""
    if reply.question not in guidelines.QUESTIONS:
        raise NoSuchQuestion(reply.question)
    now = standing.get(reply.question)
    seen = now if now and now.id == reply.seen else selectors.answer(referral_id, reply.seen)
    if seen is None:
        return True
    rests = set(kept(reply.rests_on, seen))
    return (reply.said, reply.words, reply.how, rests) != (seen.said, seen.words, seen.how, set(seen.rests_on))


def _check_all(referral_id: UUID, new: Sequence[Reply], standing: dict[str, AnswerRow]) -> None:
    meanwhile = [reply.question for reply in new if _id(standing.get(reply.question)) != reply.seen]
    if meanwhile:
        raise AnsweredMeanwhile(tuple(meanwhile))
    for reply in new:
        if reply.said is Said.UNKNOWN and not reply.how:
            raise HowMissing(reply.question)
    check_rests(referral_id, (rest for reply in new for rest in reply.rests_on or ()))


def _id(row: AnswerRow | None) -> int | None:
    return row.id if row else None


def _keep(referral_id: UUID, reply: Reply, before: AnswerRow | None, by: Officer, at: datetime) -> None:
    new = Answer.objects.create(
        referral_id=referral_id,
        guidelines=guidelines.VERSION,
        question=reply.question,
        said=reply.said,
        words=reply.words,
        how=reply.how,
        follows_id=_id(before),
        by=by,
        at=at,
    )
    AnswerEvidence.objects.bulk_create(
        AnswerEvidence(answer=new, **rest.columns()) for rest in kept(reply.rests_on, before)
    )
    if reply.question == guidelines.IMMUNITY and not selectors.open_tasks(referral_id):
        LawyerTask.objects.create(referral_id=referral_id, answer=new, opened_at=at)


def _scoped(referral_id: UUID, new: Sequence[Reply], by: Officer, at: datetime) -> Entry:
    said: list[str] = [f"{reply.question}={reply.said.value}" for reply in new]
    return Entry(
        kind=Kind.ALTERATION,
        act="referral.scoped",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"guidelines": guidelines.VERSION, "said": said},
    )


def _words(new: Sequence[Reply]) -> bytes:
    told = ((reply.question, reply.words, reply.how, spelt(reply.rests_on or ())) for reply in new)
    return "\n\n".join("\n".join(each) for each in told).encode()
