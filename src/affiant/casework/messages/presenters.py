"""Messages, drafts and attempts as their pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from affiant.casework import words
from affiant.correspondence.rows import AttemptRow, DraftRow, QuestionRow
from affiant.correspondence.stages import DraftStage, SafeHours
from affiant.ground.ledger.selectors import EntryRow
from affiant.referrals.rows import EnclosureRow, LetterRow, MessageRow, SubmissionRow
from affiant.referrals.stages import Direction, LetterKind

COLOURS: Final = {
    DraftStage.WRITING: "govuk-tag--grey",
    DraftStage.WAITING: "govuk-tag--yellow",
    DraftStage.RETURNED: "govuk-tag--orange",
    DraftStage.SENT: "govuk-tag--green",
    DraftStage.DISCARDED: "govuk-tag--grey",
}
# What a person reads on the page "Where it stands", as the public face words it in English: a test compares them.
SEEN: Final = {
    "received": "The team has it, and it waits for an officer to read it.",
    "being_read": "An officer is reading what you sent.",
    "assessed": "The team has read it, and considers what can be done.",
    "taken_up": "The team has taken it up: it is part of their work.",
    "passed_on": "It has been passed on to somebody who can do more with it.",
    "paused": "The work on it is paused.",
    "closed": "At the moment no further steps are planned.",
}
SAFETY: Final = {
    SafeHours.KEPT: "What they said about safety was read, and kept to.",
    SafeHours.NOTHING_SAID: "They said nothing about safety.",
    SafeHours.NOT_READ: "What they said about safety was not read, or not kept to.",
}
WHAT: Final = {
    "account": "received what you sent, without the page about your name and how to reach you.",
    "account_contact": "received what you sent, with your name and how to reach you.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the thread."""

    id: UUID
    ours: bool
    by: str
    at: datetime
    words: str
    language: str
    other_language: str
    asks: bool
    files: tuple[EnclosureRow, ...]
    waits: bool
    posted_at: datetime | None
    seq: int | None  # of the entry that it lies in the mailbox
    came_back: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the person was told unasked, in the words that they read."""

    words: str
    written_at: datetime
    posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    id: UUID
    referral_id: UUID
    reference: str
    stage: str
    colour: str
    by: str
    at: datetime
    own: bool
    judgement: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Something that the person was asked."""

    id: UUID
    referral_id: UUID
    reference: str
    what: str
    by: str
    at: datetime
    settled: str
    settled_by: str
    settled_at: datetime | None
    answered_on: datetime | None  # when the person wrote after it


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An attempt at contact."""

    way: str
    outcome: str
    through: str
    said: str
    safe_hours: str
    against_wish: bool
    ground: str
    tried_at: datetime
    by: str


def thread(
    rows: Iterable[MessageRow], sent: Iterable[SubmissionRow], entries: Iterable[EntryRow], language: str
) -> list[Line]:
    """Give the messages of both sides, the oldest first."""
    placed = {str(one.facts.get("message")): one.seq for one in entries if one.act == "message.placed"}
    came = sorted(one.sent_at for one in sent)
    return [_line(row, placed, came, language) for row in rows]


def told(rows: Iterable[LetterRow]) -> list[Told]:
    """Give what the person was told unasked, as they read it."""
    return [Told(_sentence(row), row.written_at, row.posted_at) for row in rows if _sentence(row)]


def drafts(rows: Iterable[DraftRow], officer_id: UUID, references: Mapping[UUID, str]) -> list[DraftLine]:
    """Give drafts as lists show them."""
    return [
        DraftLine(
            id=row.id,
            referral_id=row.referral_id,
            reference=references.get(row.referral_id, ""),
            stage=str(row.stage.label),
            colour=COLOURS[row.stage],
            by=row.written_name,
            at=row.changed_at,
            own=row.written_by == officer_id,
            judgement=row.judgement,
            judged_by=row.judged_name,
        )
        for row in rows
    ]


def questions(
    rows: Iterable[QuestionRow], references: Mapping[UUID, str], heard: Mapping[UUID, datetime]
) -> list[QuestionLine]:
    """Give what was asked; `heard` says when each referral's reporter wrote last."""
    return [
        QuestionLine(
            id=row.id,
            referral_id=row.referral_id,
            reference=references.get(row.referral_id, ""),
            what=row.what,
            by=row.by_name,
            at=row.at,
            settled=str(row.settled.label) if row.settled else "",
            settled_by=row.settled_name,
            settled_at=row.settled_at,
            answered_on=_after(heard.get(row.referral_id), row.at),
        )
        for row in rows
    ]


def attempts(rows: Iterable[AttemptRow]) -> list[AttemptLine]:
    """Give the attempts at contact, the latest first."""
    return [
        AttemptLine(
            way=str(row.way.label),
            outcome=str(row.outcome.label),
            through=row.through,
            said=row.said,
            safe_hours=SAFETY[row.safe_hours],
            against_wish=row.contact_wish == "no",
            ground=row.ground,
            tried_at=row.tried_at,
            by=row.by_name,
        )
        for row in rows
    ]


def _line(row: MessageRow, placed: Mapping[str, int], came: list[datetime], language: str) -> Line:
    ours, posted = row.direction is Direction.OUTGOING, row.posted_at
    return Line(
        id=row.id,
        ours=ours,
        by=row.by_name,
        at=row.at,
        words=row.text,
        language=row.language or language,
        other_language=words.language(row.language) if row.language else "",
        asks=row.asks,
        files=row.files,
        waits=ours and posted is None,
        posted_at=posted,
        seq=placed.get(str(row.id)),
        came_back=next((at for at in came if posted is not None and at > posted), None),
    )


def _after(heard: datetime | None, asked: datetime) -> datetime | None:
    return heard if heard is not None and heard > asked else None


def _sentence(row: LetterRow) -> str:
    if row.kind is LetterKind.STATUS and row.state:
        return SEEN[row.state.value]
    if row.kind is LetterKind.SHARED and row.shared_what:
        return f"{row.shared_to} {WHAT[row.shared_what.value]}"
    return ""
