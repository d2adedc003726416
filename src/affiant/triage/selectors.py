"""Reading triage: answers, decisions, what waits for somebody, who has stepped back."""

from typing import Final
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from affiant.core.canonical import Json
from affiant.law import guidelines
from affiant.referrals.queue import Count, counted
from affiant.referrals.rows import Closed
from affiant.triage.models import Answer, Decision, JurisdictionNote, LawyerTask, Recusal
from affiant.triage.need_to_know import check_open_to, closed_to, hidden_from, hidden_ids, is_closed_to
from affiant.triage.reading import answer_rows, decision_rows, note_rows, recusal_rows, review_rows, task_rows
from affiant.triage.records import instant
from affiant.triage.rows import AnswerRow, DecisionRow, NoteRow, OpinionRow, RecusalRow, ReviewRow, TaskRow
from affiant.triage.stages import MAY_FOLLOW, SECONDED, Outcome, Stage, Verdict, first_stage
from affiant.triage.watch import LISTED, due, due_count, stirred, stirred_count, suspended

__all__ = [
    "AnswerRow",
    "DecisionRow",
    "NoteRow",
    "OpinionRow",
    "RecusalRow",
    "ReviewRow",
    "TaskRow",
    "check_open_to",
    "closed_to",
    "due",
    "due_count",
    "hidden_from",
    "hidden_ids",
    "is_closed_to",
    "stirred",
    "stirred_count",
    "suspended",
]

REOPENED: Final = frozenset(
    stage for stage, after in MAY_FOLLOW.items() if Stage.ASSIGNED in after and stage is not Stage.PROPOSED
) - {Stage.RECEIVED}
"""The stages that reopening leaves."""


def outcomes_from(stage: Stage) -> list[Outcome]:
    """Return what can be decided about a referral in this stage, in the order of the choices."""
    if stage is Stage.PROPOSED:
        return []
    return [outcome for outcome in Outcome if first_stage(outcome) in MAY_FOLLOW[stage]]


# The stage is asked too: it has an index, and only a handful is ever in it.
_WAITING: Final = Q(outcome__in=sorted(SECONDED), opinion__isnull=True, referral__stage=Stage.PROPOSED)

# --- answers ---


def answers_of(referral_id: UUID) -> dict[str, AnswerRow]:
    """Return the answers that stand, by question; three queries."""
    return {row.question: row for row in history_of(referral_id)}


def history_of(referral_id: UUID) -> list[AnswerRow]:
    """Return every answer that was given, the oldest first; three queries."""
    return answer_rows(Answer.objects.filter(referral_id=referral_id).order_by("pk"))


def answer(referral_id: UUID, answer_id: int | None) -> AnswerRow | None:
    """Return one answer of this referral; None if there is none of this id."""
    if answer_id is None:
        return None
    return next(iter(answer_rows(Answer.objects.filter(referral_id=referral_id, pk=answer_id))), None)


def scoping_record(referral_id: UUID) -> Json:
    """Return what the checklist says now, as a decision's record holds it."""
    standing: list[Json] = [_recorded(row) for _, row in sorted(answers_of(referral_id).items())]
    return {"answers": standing, "guidelines": guidelines.VERSION}


def state_of(referral_id: UUID) -> str:
    """Return a token that changes with every answer, decision and lawyer's word about a referral."""
    last = Answer.objects.filter(referral_id=referral_id).aggregate(last=Max("pk"))["last"] or 0
    decisions = decision_count(referral_id)
    heard = LawyerTask.objects.filter(referral_id=referral_id, closed_at__isnull=False).count()
    return f"{last}.{decisions}.{heard}"


# --- the lawyer ---


def tasks_of(referral_id: UUID) -> list[TaskRow]:
    """Return the questions for a lawyer, the oldest first; two queries."""
    return task_rows(LawyerTask.objects.filter(referral_id=referral_id).order_by("opened_at"))


def open_tasks(referral_id: UUID | None = None, *, without: Closed = frozenset()) -> list[TaskRow]:
    """Return what still waits for a lawyer, of one referral or of all but what is closed, the oldest first."""
    wanted = Q() if referral_id is None else Q(referral_id=referral_id)
    found = LawyerTask.objects.filter(wanted, closed_at__isnull=True).exclude(referral_id__in=without)
    return task_rows(found.order_by("opened_at")[:LISTED])


def lawyer_was_heard(referral_id: UUID) -> bool:
    """Answer whether a lawyer was asked about immunity, and every such question is answered."""
    closed = [row.closed_at is not None for row in tasks_of(referral_id)]
    return bool(closed) and all(closed)


# --- decisions ---


def decisions_of(referral_id: UUID) -> list[DecisionRow]:
    """Return the decisions about a referral, the oldest first; two queries."""
    return decision_rows(Decision.objects.filter(referral_id=referral_id).order_by("number"))


def decision(decision_id: UUID) -> DecisionRow | None:
    """Return one decision; None if there is none of this id. Two queries."""
    return next(iter(decision_rows(Decision.objects.filter(pk=decision_id))), None)


def decision_count(referral_id: UUID) -> int:
    """Return how many decisions there are about a referral."""
    return Decision.objects.filter(referral_id=referral_id).count()


def standing(referral_id: UUID) -> DecisionRow | None:
    """Return the last decision that needs nobody any more: by one officer, or confirmed by a second."""
    settled = [row for row in decisions_of(referral_id) if row.outcome not in SECONDED or _is_confirmed(row)]
    return settled[-1] if settled else None


def pending(referral_id: UUID) -> DecisionRow | None:
    """Return the decision that waits for a second officer; None if none does."""
    found = Decision.objects.filter(_WAITING, referral_id=referral_id)
    return next(iter(decision_rows(found)), None)


def waiting_for(officer_id: UUID) -> list[ReviewRow]:
    """Return the decisions that this officer could confirm as to who they are: not their own, not closed to them.

    The person who has waited longest stands first: in that order an index leads to them.
    """
    return review_rows(_waiting_for(officer_id).order_by("referral__received_at", "referral_id")[:LISTED])


def waiting_count(officer_id: UUID) -> Count:
    """Return how many decisions this officer could confirm, up to a bound."""
    return counted(_waiting_for(officer_id))


# --- who may not ---


def recusals_of(referral_id: UUID) -> list[RecusalRow]:
    """Return who has stepped back from a referral, the oldest first; two queries."""
    return recusal_rows(Recusal.objects.filter(referral_id=referral_id).order_by("at"))


# --- jurisdiction ---


def notes_of(referral_id: UUID) -> list[NoteRow]:
    """Return what the jurisdiction aid was told about this referral's suspects, the latest first."""
    return note_rows(JurisdictionNote.objects.filter(referral_id=referral_id).order_by("-at"))


def _recorded(row: AnswerRow) -> Json:
    rests: list[Json] = [
        {"exhibit": str(rest.exhibit)}
        if rest.exhibit
        else {"passage": rest.passage, "submission": str(rest.submission)}
        for rest in row.rests_on
    ]
    return {
        "at": instant(row.at),
        "by": f"officer:{row.by}",
        "how": row.how,
        "question": row.question,
        "rests_on": rests,
        "said": row.said.value,
        "words": row.words,
    }


def _waiting_for(officer_id: UUID) -> QuerySet[Decision]:
    found = Decision.objects.filter(_WAITING).exclude(by_id=officer_id)
    return found.exclude(referral_id__in=hidden_ids(officer_id))


def _is_confirmed(row: DecisionRow) -> bool:
    return row.opinion is not None and row.opinion.verdict is Verdict.CONFIRMED
