"""What the selectors of referrals return: frozen rows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from affiant.core.digests import Sha256
from affiant.core.documents import AnswersDocument
from affiant.evidence.selectors import ExhibitRow
from affiant.referrals.findings import QuarantineCode
from affiant.referrals.stages import Direction, Stage


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What the queue is narrowed to; nothing set shows all of it."""

    stages: frozenset[Stage] = frozenset()
    assigned_to: UUID | None = None
    unassigned: bool = False
    language: str = ""
    reference: str = ""  # a part of it


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


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One envelope as it was collected; `document` holds the questions as shown and the answers word for word."""

    id: UUID
    referral_id: UUID
    envelope_id: str
    envelope_sha256: Sha256
    kind: str
    sent_at: datetime
    collected_at: datetime
    answers_sealed: Sha256
    contact_sealed: Sha256
    document: AnswersDocument = field(repr=False)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of the correspondence; `posted_at` is when our letter lay in the outbox, None while it waits."""

    id: UUID
    direction: Direction
    text: str = field(repr=False)
    by_name: str
    at: datetime
    posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reporter wishes: the latest report's word on each question."""

    contact: str
    icc: str


@dataclass(frozen=True, slots=True)
class Glance:
    """A referral in short, for the queue: how the reporter knows, how many files came, what they wish."""

    knowing: tuple[str, ...]  # the values that were chosen, of the latest report
    files: int
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """A referral with all that its page shows, but for the ways of contact."""

    row: QueueRow
    submissions: tuple[SubmissionRow, ...]
    wishes: Wishes
    exhibits: tuple[ExhibitRow, ...]
    messages: tuple[MessageRow, ...]


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
