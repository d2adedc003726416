"""What the page of a referral is rendered with: facts, forms that the officer may use, what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from affiant.casework import closed_entries, words
from affiant.casework.referral import belonging, origin, presenters
from affiant.casework.referral.forms import (
    FlagsForm,
    NoteForm,
    ReplyForm,
    SituationForm,
    TaskForm,
)
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import people
from affiant.referrals.kinds import Route
from affiant.referrals.selectors import NoteRow, QueueRow, ReferralPage, SafeguardingRow, TaskRow
from affiant.referrals.stages import Stage
from affiant.sharing import selectors as sharing
from affiant.triage import need_to_know
from affiant.triage import selectors as triage

LOOKS = 100  # consultations that are listed, the newest; all are counted
SHARED_FROM = frozenset({Stage.ACCEPTED, Stage.SHARING, Stage.SHARED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the templates of a referral show."""

    id: UUID
    reference: str
    stage: str
    colour: str
    received_at: datetime
    language: str
    direction: str
    language_name: str
    path: str
    situation: str
    flags: list[str]
    flags_open: bool
    withdrawn_at: datetime | None
    told: str
    letters: list[presenters.LetterLine]
    wishes: presenters.WishesBlock | None
    wishes_before: list[presenters.WishesBlock]
    assigned: str
    mine: bool
    decision: dict[str, object] | None
    submissions: list[presenters.SubmissionBlock]
    exhibits: list[presenters.ExhibitLine]
    messages: list[presenters.MessageLine]
    entries: list[presenters.EntryLine]
    looks: int
    looks_shown: int
    safeguarding: tuple[SafeguardingRow, ...]
    earlier: list[presenters.AnswerLine]
    notes: tuple[NoteRow, ...]
    tasks: tuple[TaskRow, ...]
    may_annotate: bool
    may_assign: bool
    may_prepare: bool


def of(page: ReferralPage, officer: Officer, typed: Mapping[str, object]) -> dict[str, object]:
    """Give the templates their context; `typed` holds forms that came back with errors."""
    row = page.row
    return {
        "page": _page(page, officer),
        "rehearsal": row.rehearsal,
        "restricted": need_to_know.restricted_among([row.id]),
        "form": next(iter(typed.values()), None),
        **_annotating(row, officer, typed),
        **belonging.of(row.id, officer),
        **origin.of(page, officer),
        "reply_form": typed.get("reply") or _reply_form(row, officer),
        "people": people.newest(people.people_of(row.id)) if may(officer, Permission.READ_CONTACT) else None,
    }


def _page(page: ReferralPage, officer: Officer) -> Page:
    row = page.row
    stage, colour = words.stage(row.stage)
    history = ledger.history_about(str(row.id), looks=LOOKS)
    found = closed_entries.told(history.rows, officer)
    entries = presenters.entries(found, accounts.actor_names(entry.by for entry in found))
    mine = row.assigned_to == officer.pk
    wishes = presenters.wishes(page, sharing.bodies())
    return Page(
        id=row.id,
        reference=row.reference,
        stage=stage,
        colour=colour,
        received_at=row.received_at,
        language=row.language,
        direction=words.direction(row.language),
        language_name=words.language(row.language),
        path=words.path(row.path),
        situation=settings.AFFIANT.situations.get(row.situation, row.situation),
        flags=[words.flag(flag) for flag in sorted(row.flags)],
        flags_open=row.flags_raised_at is not None,
        withdrawn_at=row.withdrawn_at,
        told=words.state(row.told),
        letters=presenters.letters(page.letters),
        wishes=wishes[0] if wishes else None,
        wishes_before=wishes[1:],
        assigned=row.assigned_name,
        mine=mine,
        decision=presenters.decision(triage.standing(row.id)),
        submissions=presenters.submissions(page),
        exhibits=presenters.exhibits(page.exhibits, row.reference),
        messages=presenters.messages(page.messages),
        entries=entries,
        looks=history.looks,
        looks_shown=history.shown,
        safeguarding=page.safeguarding,
        earlier=presenters.earlier(page),
        notes=page.notes,
        tasks=page.tasks,
        may_annotate=may(officer, Permission.ANNOTATE),
        may_assign=not mine and may(officer, Permission.ASSIGN),
        may_prepare=row.stage in SHARED_FROM and may(officer, Permission.PREPARE_PACKAGE),
    )


def original(page: ReferralPage, submission_id: UUID, question: str) -> dict[str, object] | None:
    """Give the page on which one answer is translated; None if the referral has no such answer."""
    blocks = {block.id: block for block in presenters.submissions(page)}
    answers = {answer.question: answer for answer in blocks[submission_id].answers} if submission_id in blocks else {}
    if question not in answers:
        return None
    return {
        "referral": {"id": page.row.id, "back": f"Referral {page.row.reference}"},
        "submission": blocks[submission_id],
        "answer": answers[question],
        "rehearsal": page.row.rehearsal,
    }


def _annotating(row: QueueRow, officer: Officer, typed: Mapping[str, object]) -> dict[str, object]:
    """Give the forms with which this officer writes on the referral for others."""
    writes, waits = may(officer, Permission.ANNOTATE), row.flags_raised_at is not None
    acknowledges = waits and may(officer, Permission.SAFEGUARD)
    return {
        "flags_form": (typed.get("flags") or FlagsForm()) if acknowledges else None,
        "note_form": (typed.get("note") or NoteForm()) if writes else None,
        "task_form": (typed.get("task") or TaskForm()) if writes else None,
        "situation_form": SituationForm(now=row.situation) if writes else None,
    }


def _reply_form(row: QueueRow, officer: Officer) -> ReplyForm | None:
    """Give the form for a message; what was handed over has no mailbox that anybody reads."""
    if row.route is Route.IMPORT or not may(officer, Permission.REPLY):
        return None
    return ReplyForm(language=words.language(row.language))
