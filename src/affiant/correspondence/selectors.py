"""Reading correspondence: drafts, what was asked back, attempts outside, and what waits for an officer."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from affiant.core.digests import Sha256
from affiant.correspondence.errors import NoSuchDraft, NoSuchFile
from affiant.correspondence.models import Attempt, Draft, DraftFile, Question
from affiant.correspondence.rows import AttemptRow, DraftRow, FileRow, QuestionRow
from affiant.correspondence.stages import OPEN, DraftStage, Outcome, SafeHours, Settled, Way
from affiant.correspondence.templates import Template
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.ground.accounts.selectors import display_names
from affiant.referrals import unanswered as waiting
from affiant.referrals.queue import Count, counted
from affiant.referrals.unanswered import Unanswered
from affiant.triage.selectors import hidden_ids, is_closed_to

__all__ = ["AttemptRow", "DraftRow", "FileRow", "QuestionRow"]

LISTED: Final = 100
"""How many of a kind the desk lists: nobody reads on, and the page stays quick."""
_UNSENT: Final = (DraftStage.WRITING, DraftStage.WAITING, DraftStage.RETURNED)


def templates() -> tuple[Template, ...]:
    """Return the wordings that the unit profile offers."""
    offered: tuple[Template, ...] = settings.AFFIANT.message_templates
    return offered


def template(template_id: str) -> Template | None:
    """Return one wording; None if the profile has none of this id."""
    return next((one for one in templates() if one.id == template_id), None)


def drafts_of(referral_id: UUID) -> list[DraftRow]:
    """Return the referral's messages that were not sent yet, the oldest first; three queries."""
    return _drafts(Draft.objects.filter(referral_id=referral_id, stage__in=_UNSENT).order_by("at"))


def draft(draft_id: UUID, referral_id: UUID) -> DraftRow:
    """Return one draft of the referral, also one that was sent or thrown away.

    Raises:
        NoSuchDraft: the referral has none of this id.
    """
    found = _drafts(Draft.objects.filter(pk=draft_id, referral_id=referral_id))
    if not found:
        raise NoSuchDraft(str(draft_id))
    return found[0]


def file_of(draft_id: UUID, number: int) -> FileRow:
    """Return one file of a draft.

    Raises:
        NoSuchFile: it has none of this number.
    """
    found = DraftFile.objects.filter(draft_id=draft_id, number=number).first()
    if found is None:
        raise NoSuchFile
    return _file(found)


def questions_of(referral_id: UUID) -> list[QuestionRow]:
    """Return what the reporter was asked, the oldest first; two queries."""
    return _questions(Question.objects.filter(referral_id=referral_id).order_by("at"))


def attempts_of(referral_id: UUID) -> list[AttemptRow]:
    """Return the attempts at contact outside the mailbox, the latest first; two queries."""
    found = list(Attempt.objects.filter(referral_id=referral_id).order_by("-tried_at", "-at"))
    names = display_names(one.by_id for one in found)
    return [_attempt(one, names) for one in found]


def waiting_for(officer: Officer) -> list[DraftRow]:
    """Return the drafts that this officer could let go as to who they are, the longest waiting first."""
    return _drafts(_waiting(officer).order_by("changed_at")[:LISTED])


def waiting_count(officer: Officer) -> Count:
    """Return how many drafts this officer could let go, up to a bound; one query."""
    return counted(_waiting(officer))


def unsent_of(officer: Officer) -> list[DraftRow]:
    """Return what this officer has begun to write and not sent, the oldest first."""
    found = Draft.objects.filter(written_by=officer, stage__in=_UNSENT)
    return _drafts(found.exclude(referral_id__in=hidden_ids(officer.pk)).order_by("changed_at")[:LISTED])


def left_behind(officer: Officer) -> list[DraftRow]:
    """Return the drafts of officers who left or write to nobody any more, the oldest first."""
    writers = [one.id for one in accounts.who_may(Permission.REPLY)]
    found = Draft.objects.filter(stage__in=OPEN).exclude(written_by__in=writers)
    return _drafts(found.exclude(referral_id__in=hidden_ids(officer.pk)).order_by("changed_at")[:LISTED])


def may_write(referral_id: UUID, officer: Officer) -> bool:
    """Answer whether an officer may write to this referral's reporter."""
    return may(officer, Permission.REPLY) and not is_closed_to(referral_id, officer.pk)


def has_an_author(row: DraftRow) -> bool:
    """Answer whether a draft's author can go on with it: who has left, or stepped back, cannot."""
    return may_write(row.referral_id, accounts.get(row.written_by))


def unanswered(officer: Officer) -> list[Unanswered]:
    """Return the reporters who wrote and wait for an answer, the one that has waited longest first; one query."""
    return waiting.unanswered(hidden_ids(officer.pk), limit=LISTED)


def unanswered_count(officer: Officer) -> Count:
    """Return how many reporters wrote and wait for an answer, up to a bound; one query."""
    return waiting.unanswered_count(hidden_ids(officer.pk))


def open_questions(officer: Officer) -> list[QuestionRow]:
    """Return what still waits for an answer, the longest waiting first."""
    return _questions(_open(officer).order_by("at")[:LISTED])


def open_count(officer: Officer) -> Count:
    """Return how many questions still wait for an answer, up to a bound; one query."""
    return counted(_open(officer))


def _waiting(officer: Officer) -> QuerySet[Draft]:
    others = Draft.objects.filter(stage=DraftStage.WAITING).exclude(written_by=officer)
    others = others.filter(Q(begun_by__isnull=True) | ~Q(begun_by=officer))
    return others.exclude(referral_id__in=hidden_ids(officer.pk))


def _open(officer: Officer) -> QuerySet[Question]:
    return Question.objects.filter(settled="").exclude(referral_id__in=hidden_ids(officer.pk))


def _drafts(found: QuerySet[Draft]) -> list[DraftRow]:
    drafts = list(found.prefetch_related("files"))
    names = display_names(
        one for draft in drafts for one in (draft.written_by_id, draft.begun_by_id, draft.judged_by_id)
    )
    return [_draft(one, names) for one in drafts]


def _draft(one: Draft, names: dict[UUID, str]) -> DraftRow:
    return DraftRow(
        id=one.pk,
        referral_id=one.referral_id,
        stage=DraftStage(one.stage),
        version=one.version,
        text=one.text,
        language=one.language,
        template=one.template,
        asks=one.asks,
        written_by=one.written_by_id,
        written_name=names.get(one.written_by_id, ""),
        begun_by=one.begun_by_id,
        begun_name=names.get(one.begun_by_id, "") if one.begun_by_id else "",
        changed_at=one.changed_at,
        judged_name=names.get(one.judged_by_id, "") if one.judged_by_id else "",
        judged_at=one.judged_at,
        judgement=one.judgement,
        files=tuple(_file(each) for each in sorted(one.files.all(), key=lambda each: each.number)),
    )


def _file(one: DraftFile) -> FileRow:
    return FileRow(one.pk, one.number, one.name, one.type, one.bytes, Sha256(one.sha256), Sha256(one.sealed_sha256))


def _questions(found: Iterable[Question]) -> list[QuestionRow]:
    questions = list(found)
    names = display_names(one for each in questions for one in (each.by_id, each.settled_by_id))
    return [_question(each, names) for each in questions]


def _question(one: Question, names: dict[UUID, str]) -> QuestionRow:
    return QuestionRow(
        id=one.pk,
        referral_id=one.referral_id,
        message_id=one.message_id,
        what=one.what,
        by_name=names.get(one.by_id, ""),
        at=one.at,
        settled=Settled(one.settled) if one.settled else None,
        settled_name=names.get(one.settled_by_id, "") if one.settled_by_id else "",
        settled_at=one.settled_at,
    )


def _attempt(one: Attempt, names: dict[UUID, str]) -> AttemptRow:
    return AttemptRow(
        way=Way(one.way),
        outcome=Outcome(one.outcome),
        through=one.through,
        said=one.said,
        safe_hours=SafeHours(one.safe_hours),
        contact_wish=one.contact_wish,
        ground=one.ground,
        tried_at=one.tried_at,
        by_name=names.get(one.by_id, ""),
        at=one.at,
    )
