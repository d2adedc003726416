"""A referral as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from affiant.casework import words
from affiant.casework.names import visible
from affiant.core.documents import Answer, ContactDocument, Shown
from affiant.evidence.selectors import ExhibitRow
from affiant.ground.ledger.selectors import EntryRow
from affiant.referrals.selectors import MessageRow, ReferralPage, SubmissionRow
from affiant.referrals.stages import Direction
from affiant.triage.selectors import DecisionRow


@dataclass(frozen=True, slots=True)
class OptionLine:
    """A choice as it was shown, and whether it was chosen."""

    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question exactly as it was shown, and the answer word for word."""

    title: str
    hint: str
    options: tuple[OptionLine, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SubmissionBlock:
    """One report, in its own language and direction."""

    title: str
    sent_at: datetime
    language: str
    direction: str
    asked_in: str
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class ExhibitLine:
    """A file in the table of files."""

    id: UUID
    reference: str
    name: str
    looks_like: str
    bytes: int


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message of the thread."""

    ours: bool
    by: str
    at: datetime
    words: str
    waits: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An act in the ledger."""

    seq: int
    at: datetime
    act: str
    by: str


def submissions(page: ReferralPage) -> list[SubmissionBlock]:
    """Give the reports; later messages stand in the thread."""
    reports = [row for row in page.submissions if row.kind == "report"]
    return [_submission(row, number, len(reports)) for number, row in enumerate(reports, 1)]


def knowing(page: ReferralPage) -> str:
    """Say in short how the person knows, from the latest report."""
    said = [answer.answer for row in page.submissions for answer in row.document.answers if answer.question == "know"]
    return words.knowing(_values(said[-1]) if said else ())


def wishes(page: ReferralPage) -> list[str]:
    """Say each wish in short."""
    return [words.wish("contact", page.wishes.contact), words.wish("icc", page.wishes.icc)]


def exhibits(rows: Iterable[ExhibitRow], reference: str) -> list[ExhibitLine]:
    """Give the table of files."""
    return [
        ExhibitLine(
            row.id, f"{reference}/{row.number}", visible(row.original_name), words.file_kind(row.looks_like), row.bytes
        )
        for row in rows
    ]


def messages(rows: Iterable[MessageRow]) -> list[MessageLine]:
    """Give the thread."""
    return [_message(row) for row in rows]


def entries(rows: Iterable[EntryRow], names: dict[str, str]) -> list[EntryLine]:
    """Give the acts, the latest first."""
    lines = [EntryLine(row.seq, row.at, words.act(row.act), words.actor(row.by, names)) for row in rows]
    return sorted(lines, key=lambda line: -line.seq)


def decision(rows: list[DecisionRow]) -> dict[str, object] | None:
    """Give the decision that stands."""
    if not rows:
        return None
    last = rows[-1]
    return {"outcome": last.outcome.label, "at": last.at, "by": last.by_name, "reason": last.reason}


def contact(documents: list[ContactDocument]) -> list[AnswerLine]:
    """Give the name and the ways of contact as they were asked for and answered."""
    return [_answer(answer) for document in documents for answer in document.answers]


def _submission(row: SubmissionRow, number: int, total: int) -> SubmissionBlock:
    language = row.document.language
    return SubmissionBlock(
        title="Account" if total == 1 else f"Account {number} of {total}",
        sent_at=row.sent_at,
        language=language,
        direction=words.direction(language),
        asked_in=f"The questions were asked in {words.language(language)}, exactly as they stand here.",
        answers=tuple(_answer(answer) for answer in row.document.answers),
    )


def _answer(answer: Answer) -> AnswerLine:
    chosen = _values(answer.answer)
    written = "" if answer.shown.options else "\n".join(chosen)
    return AnswerLine(answer.shown.title, answer.shown.hint, _options(answer.shown, chosen), written)


def _options(shown: Shown, chosen: tuple[str, ...]) -> tuple[OptionLine, ...]:
    return tuple(OptionLine(option.label, option.value in chosen) for option in shown.options)


def _values(answer: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(answer, str):
        return (answer,) if answer else ()
    return answer


def _message(row: MessageRow) -> MessageLine:
    ours = row.direction is Direction.OUTGOING
    return MessageLine(ours, row.by_name, row.at, row.text, ours and row.posted_at is None)
