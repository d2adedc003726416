"""What the selectors of correspondence return: frozen rows."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from affiant.core.digests import Sha256
from affiant.correspondence.stages import DraftStage, Outcome, SafeHours, Settled, Way


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that is to go with a message."""

    id: UUID
    number: int
    name: str = field(repr=False)
    type: str
    bytes: int
    sha256: Sha256
    sealed: Sha256


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A message to a reporter that was not sent yet."""

    id: UUID
    referral_id: UUID
    stage: DraftStage
    version: int
    text: str = field(repr=False)
    language: str
    template: str
    asks: str = field(repr=False)
    written_by: UUID
    written_name: str
    begun_by: UUID | None  # whom its author took it over from
    begun_name: str
    changed_at: datetime
    judged_name: str
    judged_at: datetime | None
    judgement: str = field(repr=False)
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """Something that the reporter was asked; `settled` is None while it is open."""

    id: UUID
    referral_id: UUID
    message_id: UUID
    what: str = field(repr=False)
    by_name: str
    at: datetime
    settled: Settled | None
    settled_name: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt at contact outside the mailbox."""

    way: Way
    outcome: Outcome
    through: str = field(repr=False)
    said: str = field(repr=False)
    safe_hours: SafeHours
    contact_wish: str
    ground: str = field(repr=False)
    tried_at: datetime
    by_name: str
    at: datetime
