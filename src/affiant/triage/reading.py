"""How the tables of triage become rows."""

from uuid import UUID

from django.db.models import QuerySet

from affiant.ground.accounts.selectors import display_names
from affiant.referrals import selectors as referrals
from affiant.triage.models import Answer, Decision, JurisdictionNote, LawyerTask, Recusal, SecondOpinion
from affiant.triage.passages import Rest
from affiant.triage.records import Signed
from affiant.triage.rows import AnswerRow, DecisionRow, NoteRow, OpinionRow, RecusalRow, ReviewRow, TaskRow
from affiant.triage.stages import Outcome, Said, Stage, Verdict


def answer_rows(found: QuerySet[Answer]) -> list[AnswerRow]:
    """Return answers with what they rest on; three queries."""
    answers = list(found.prefetch_related("evidence"))
    names = display_names(row.by_id for row in answers)
    return [
        AnswerRow(
            id=row.pk,
            question=row.question,
            said=Said(row.said),
            words=row.words,
            how=row.how,
            rests_on=tuple(Rest(one.exhibit_id, one.submission_id, one.passage) for one in row.evidence.all()),
            follows=row.follows_id,
            by=row.by_id,
            by_name=names.get(row.by_id, ""),
            at=row.at,
        )
        for row in answers
    ]


def decision_rows(found: QuerySet[Decision]) -> list[DecisionRow]:
    """Return decisions with what a second officer said to them; two queries."""
    decisions = list(found.select_related("opinion"))
    opinions = {row.pk: getattr(row, "opinion", None) for row in decisions}
    second = [one.by_id for one in opinions.values() if one is not None]
    names = display_names([*(row.by_id for row in decisions), *second])
    return [
        DecisionRow(
            id=row.pk,
            referral_id=row.referral_id,
            number=row.number,
            outcome=Outcome(row.outcome),
            reason=row.reason,
            addressee=row.addressee,
            trigger=row.trigger,
            review_on=row.review_on,
            left=Stage(row.left),
            by=row.by_id,
            by_name=names.get(row.by_id, ""),
            at=row.at,
            opinion=_opinion_row(opinions[row.pk], names),
            signed=Signed(row.record, row.signature, row.key),
        )
        for row in decisions
    ]


def _opinion_row(opinion: SecondOpinion | None, names: dict[UUID, str]) -> OpinionRow | None:
    if opinion is None:
        return None
    signed = Signed(opinion.record, opinion.signature, opinion.key)
    return OpinionRow(Verdict(opinion.verdict), opinion.words, names.get(opinion.by_id, ""), opinion.at, signed)


def review_rows(found: QuerySet[Decision]) -> list[ReviewRow]:
    """Return decisions with the numbers of their referrals; three queries."""
    rows = decision_rows(found)
    numbers = referrals.references(row.referral_id for row in rows)
    return [ReviewRow(row.referral_id, numbers[row.referral_id], row) for row in rows]


def task_rows(found: QuerySet[LawyerTask]) -> list[TaskRow]:
    """Return questions for a lawyer; two queries."""
    tasks = list(found.select_related("referral"))
    names = display_names(row.closed_by_id for row in tasks)
    return [
        TaskRow(
            id=row.pk,
            referral_id=row.referral_id,
            reference=row.referral.reference,
            opened_at=row.opened_at,
            adviser=row.adviser,
            advice=row.advice,
            closed_at=row.closed_at,
            closed_by_name=names.get(row.closed_by_id, "") if row.closed_by_id else "",
        )
        for row in tasks
    ]


def recusal_rows(found: QuerySet[Recusal]) -> list[RecusalRow]:
    """Return who has stepped back; two queries."""
    recusals = list(found)
    names = display_names(one for row in recusals for one in (row.officer_id, row.by_id, row.lifted_by_id))
    return [
        RecusalRow(
            row.officer_id,
            names.get(row.officer_id, ""),
            row.reason,
            names.get(row.by_id, ""),
            row.at,
            names.get(row.lifted_by_id, "") if row.lifted_by_id else "",
            row.lifted_at,
        )
        for row in recusals
    ]


def note_rows(found: QuerySet[JurisdictionNote]) -> list[NoteRow]:
    """Return what the jurisdiction aid was told; two queries."""
    notes = list(found)
    names = display_names(row.by_id for row in notes)
    return [NoteRow(row.pk, row.law, row.known, row.view, names.get(row.by_id, ""), row.at) for row in notes]
