"""What the selectors of triage return: frozen rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from affiant.triage.passages import Rest
from affiant.triage.records import Signed
from affiant.triage.stages import Outcome, Said, Stage, Verdict


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer of the checklist."""

    id: int
    question: str
    said: Said
    words: str = field(repr=False)
    how: str = field(repr=False)
    rests_on: tuple[Rest, ...]
    follows: int | None
    by: UUID
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """What a second officer said."""

    verdict: Verdict
    words: str = field(repr=False)
    by_name: str
    at: datetime
    signed: Signed = field(repr=False)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as a referral's page shows it."""

    id: UUID
    referral_id: UUID
    number: int
    outcome: Outcome
    reason: str = field(repr=False)
    addressee: str
    trigger: str = field(repr=False)
    review_on: date | None
    left: Stage
    by: UUID
    by_name: str
    at: datetime
    opinion: OpinionRow | None
    signed: Signed = field(repr=False)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A question for a lawyer; `closed_at` is None while it is open."""

    id: UUID
    referral_id: UUID
    reference: str
    opened_at: datetime
    adviser: str
    advice: str = field(repr=False)
    closed_at: datetime | None
    closed_by_name: str


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """An officer to whom a referral is closed, or was."""

    officer: UUID
    officer_name: str
    reason: str = field(repr=False)
    by_name: str
    at: datetime
    lifted_by_name: str
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A referral that somebody has to look at: its row of the queue's kind in short, and why."""

    referral_id: UUID
    reference: str
    decision: DecisionRow


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What an officer told the jurisdiction aid, and their own view."""

    id: UUID
    law: str
    known: str = field(repr=False)
    view: str = field(repr=False)
    by_name: str
    at: datetime
