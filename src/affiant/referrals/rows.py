"""What the selectors of referrals return: frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from affiant.core.digests import Sha256
from affiant.core.documents import AnswersDocument
from affiant.evidence.selectors import ExhibitRow
from affiant.referrals.findings import QuarantineCode
from affiant.referrals.kinds import Flag, Form, Origin, Route, Standing, State, What
from affiant.referrals.stages import Direction, LetterKind, Stage

Closed = frozenset[UUID] | QuerySet[Any, UUID]
"""Referrals that are to be left out: their ids, or the question for them, which is answered within another."""


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What the queue is narrowed to; nothing set shows all of it."""

    stages: frozenset[Stage] = frozenset()
    assigned_to: UUID | None = None
    unassigned: bool = False
    language: str = ""
    reference: str = ""  # the whole of it, or its number in any year
    path: str = ""
    route: str = ""
    situation: str = ""
    flag: Flag | None = None
    flagged: bool = False  # by any flag
    flags_waiting: bool = False  # nobody has acknowledged them
    to_do: bool = False  # the operator's clock runs
    withdrawn: bool = False
    received_before: datetime | None = None
    received_after: datetime | None = None
    overdue_at: datetime | None = None  # due before this moment
    without: Closed = frozenset()  # closed to the officer who asks


EVERYTHING: Final = QueueFilters()


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A referral as the queue shows it: nothing of what it says."""

    id: UUID
    reference: str
    stage: Stage
    language: str
    received_at: datetime
    last_heard_at: datetime
    assigned_to: UUID | None
    assigned_name: str
    rehearsal: bool
    path: str
    flags: frozenset[Flag]
    flags_raised_at: datetime | None  # while nobody has acknowledged them
    situation: str
    due_at: datetime | None  # while a clock runs
    withdrawn_at: datetime | None
    told: State  # what the reporter knows of it
    route: Route = Route.PUBLIC
    sender: str = ""  # the id of the organisation that sent it


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One envelope as it was collected; `document` holds the questions as shown and the answers word for word."""

    id: UUID
    referral_id: UUID
    envelope_id: str
    envelope_sha256: Sha256
    kind: str
    form: Form
    sent_at: datetime
    collected_at: datetime
    answers_sealed: Sha256
    contact_sealed: Sha256
    document: AnswersDocument = field(repr=False)
    route: Route = Route.PUBLIC  # of its referral


@dataclass(frozen=True, slots=True)
class EnclosureRow:
    """A file that went with a message of ours; `sealed` is its object in the store."""

    number: int
    name: str = field(repr=False)
    type: str
    bytes: int
    sealed: Sha256


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of the correspondence; `posted_at` is when our letter lay in the outbox, None while it waits."""

    id: UUID
    direction: Direction
    text: str = field(repr=False)
    by_name: str
    at: datetime
    posted_at: datetime | None
    letter: str = ""  # its id in the outbox; empty for what the reporter wrote
    language: str = ""  # of our words, where it is not the reporter's
    asks: bool = False
    files: tuple[EnclosureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reporter wished in one envelope: about being contacted, and for each who may receive the report."""

    held: Mapping[str, str] = field(default_factory=dict)
    said_at: datetime | None = None
    form: Form = Form.REPORT
    submission_id: UUID | None = None

    def on(self, name: str) -> str:
        """Return the wish about one body or use."""
        return self.held.get(name) or "unanswered"

    @property
    def contact(self) -> str:
        """Whether the reporter may be contacted."""
        return self.on("contact")


@dataclass(frozen=True, slots=True)
class Glance:
    """A referral in short, for the queue: how many files came, what the reporter wishes."""

    files: int
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter to the reporter's mailbox; `posted_at` is when it lay there."""

    kind: LetterKind
    state: State | None
    shared_to: str
    shared_what: What | None
    written_at: datetime
    posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class SafeguardingRow:
    """An officer's word that flags were seen, and what was done about them."""

    raised_at: datetime
    done: str = field(repr=False)
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """What one answer says in another language, and who made it."""

    id: UUID
    submission_id: UUID
    question: str
    language: str
    text: str = field(repr=False)
    origin: Origin
    made_by: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteRow:
    """An officer's note, marked as fact or opinion."""

    standing: Standing
    text: str = field(repr=False)
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to be done; `done_at` is None while it is open."""

    id: UUID
    what: str = field(repr=False)
    due_on: date | None
    given_to: UUID | None
    given_name: str
    by_name: str
    at: datetime
    done_by_name: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """A referral with all that its page shows, but for the ways of contact."""

    row: QueueRow
    submissions: tuple[SubmissionRow, ...]
    wishes: tuple[Wishes, ...]  # the newest, which counts, first
    exhibits: tuple[ExhibitRow, ...]
    messages: tuple[MessageRow, ...]
    letters: tuple[LetterRow, ...]
    safeguarding: tuple[SafeguardingRow, ...]
    translations: tuple[TranslationRow, ...]
    notes: tuple[NoteRow, ...]
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """An envelope that was set aside, and why."""

    id: UUID
    envelope_id: str
    code: QuarantineCode
    place: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class StuckRow:
    """An envelope that the courier tries again each round: nothing of it is lost, but nobody can read it yet."""

    envelope_id: str
    since: datetime
    last_tried_at: datetime
    tries: int
