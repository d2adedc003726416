"""A referral as its page shows it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from affiant.casework import words
from affiant.casework.names import visible
from affiant.core.documents import Answer, Shown
from affiant.core.ledger.entries import Kind
from affiant.evidence.selectors import ExhibitRow
from affiant.evidence.stated import Stated
from affiant.ground.ledger.selectors import EntryRow
from affiant.referrals.kinds import Form, Origin, What
from affiant.referrals.selectors import LetterRow, MessageRow, ReferralPage, SubmissionRow, TranslationRow, Wishes
from affiant.referrals.stages import Direction, LetterKind
from affiant.triage.selectors import DecisionRow

ADDRESSABLE = re.compile(r"[A-Za-z0-9_.-]{1,64}")  # the form's own names; whoever seals elsewhere may send any
EARLIER = frozenset({"earlier", "earlier_who"})
TOLD = frozenset({LetterKind.STATUS, LetterKind.SHARED})
WHAT = {What.ACCOUNT: "the account and the files", What.ACCOUNT_CONTACT: "the account, the files and the name"}


@dataclass(frozen=True, slots=True)
class OptionLine:
    """A choice as it was shown, and whether it was chosen."""

    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TranslationLine:
    """What an answer says in another language, and who made the translation."""

    language: str
    language_name: str
    direction: str
    words: str
    origin: str
    draft: bool
    made_by: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question exactly as it was shown, and the answer word for word."""

    title: str
    hint: str
    options: tuple[OptionLine, ...]
    words: str
    question: str = ""
    translations: tuple[TranslationLine, ...] = ()

    @property
    def passed_over(self) -> bool:
        """Whether the person gave no answer; that is not a no."""
        return not self.words and not any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class SubmissionBlock:
    """One report, in its own language and direction."""

    id: UUID
    title: str
    sent_at: datetime
    language: str
    direction: str
    asked_in: str
    answers: tuple[AnswerLine, ...]

    @property
    def passed_over(self) -> int:
        """How many questions the person passed over."""
        return sum(answer.passed_over for answer in self.answers)


@dataclass(frozen=True, slots=True)
class ExhibitLine:
    """A file in the table of files."""

    id: UUID
    reference: str
    name: str
    looks_like: str
    bytes: int
    spoken: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message of the thread."""

    ours: bool
    by: str
    at: datetime
    words: str
    waits: bool
    posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An act in the ledger."""

    seq: int
    at: datetime
    act: str
    by: str
    looked: bool


@dataclass(frozen=True, slots=True)
class WishLine:
    """One wish: whom or what it is about, and what was wished."""

    about: str
    answer: str


@dataclass(frozen=True, slots=True)
class WishesBlock:
    """The wishes of one envelope."""

    said_at: datetime | None
    came_with: str
    lines: tuple[WishLine, ...]


@dataclass(frozen=True, slots=True)
class LetterLine:
    """Something that the person was told unasked; `posted_at` proves that it lay in their mailbox."""

    what: str
    written_at: datetime
    posted_at: datetime | None


def submissions(page: ReferralPage) -> list[SubmissionBlock]:
    """Give the reports; later messages stand in the thread."""
    shown = [row for row in page.submissions if row.form is not Form.MESSAGE]
    reports = sum(row.form is Form.REPORT for row in shown)
    numbers = iter(range(1, reports + 1))
    return [_submission(row, next(numbers) if row.form is Form.REPORT else 0, reports, page) for row in shown]


def earlier(page: ReferralPage) -> list[AnswerLine]:
    """Give what the person said, in the newest report, about accounts that they gave to others (R10)."""
    reports = [row for row in page.submissions if row.form is Form.REPORT]
    lines = [_answer(one) for one in reports[-1].document.answers if one.question in EARLIER] if reports else []
    return [line for line in lines if not line.passed_over]


def wishes(page: ReferralPage, bodies: Mapping[str, str]) -> list[WishesBlock]:
    """Say what the person wishes, the newest first: it counts, the others are history."""
    return [_wishes(one, bodies) for one in page.wishes]


def letters(rows: Iterable[LetterRow]) -> list[LetterLine]:
    """Say what the person was told unasked, and since when it lies in their mailbox."""
    return [LetterLine(_told(row), row.written_at, row.posted_at) for row in rows if row.kind in TOLD]


def exhibits(rows: Iterable[ExhibitRow], reference: str) -> list[ExhibitLine]:
    """Give the table of files."""
    return [
        ExhibitLine(
            id=row.id,
            reference=f"{reference}/{row.number}",
            name=visible(row.original_name),
            looks_like=words.file_kind(row.looks_like),
            bytes=row.bytes,
            spoken=row.spoken,
            differs=row.stated is Stated.DIFFERS,
        )
        for row in rows
    ]


def messages(rows: Iterable[MessageRow]) -> list[MessageLine]:
    """Give the thread."""
    return [_message(row) for row in rows]


def entries(rows: Iterable[EntryRow], names: dict[str, str]) -> list[EntryLine]:
    """Give the acts, the latest first."""
    lines = [
        EntryLine(row.seq, row.at, words.act(row.act), words.actor(row.by, names), row.kind is Kind.CONSULTATION)
        for row in rows
    ]
    return sorted(lines, key=lambda line: -line.seq)


def decision(row: DecisionRow | None) -> dict[str, object] | None:
    """Give the decision that stands."""
    if row is None:
        return None
    return {"outcome": row.outcome.label, "at": row.at, "by": row.by_name, "reason": row.reason}


def _wishes(held: Wishes, bodies: Mapping[str, str]) -> WishesBlock:
    order = ["contact", "uk", "analysis", *bodies]
    names = sorted(held.held, key=lambda name: (order.index(name) if name in order else len(order), name))
    lines = (WishLine(words.wish_about(name, bodies), words.wish_answer(held.on(name))) for name in names)
    return WishesBlock(held.said_at, str(held.form.label), tuple(lines))


def _told(row: LetterRow) -> str:
    if row.kind is LetterKind.STATUS and row.state:
        return f"That it is {words.state(row.state)}"
    return f"That {WHAT[row.shared_what]} went to {row.shared_to}" if row.shared_what else ""


def _submission(row: SubmissionRow, number: int, total: int, page: ReferralPage) -> SubmissionBlock:
    language = row.document.language
    made: dict[str, list[TranslationLine]] = {}
    for one in page.translations:
        if one.submission_id == row.id:
            made.setdefault(one.question, []).append(_translation(one))
    return SubmissionBlock(
        id=row.id,
        title=_title(row, number, total),
        sent_at=row.sent_at,
        language=language,
        direction=words.direction(language),
        asked_in=f"The questions were asked in {words.language(language)}, exactly as they stand here.",
        answers=tuple(_answer(answer, made.get(answer.question, ())) for answer in row.document.answers),
    )


def _title(row: SubmissionRow, number: int, total: int) -> str:
    if row.form is not Form.REPORT:
        return str(row.form.label)
    return "Account" if total == 1 else f"Account {number} of {total}"


def _translation(row: TranslationRow) -> TranslationLine:
    return TranslationLine(
        language=row.language,
        language_name=words.language(row.language),
        direction=words.direction(row.language),
        words=row.text,
        origin=str(row.origin.label),
        draft=row.origin is Origin.MACHINE,
        made_by=row.made_by,
        by=row.by_name,
        at=row.at,
    )


def _answer(answer: Answer, translations: Iterable[TranslationLine] = ()) -> AnswerLine:
    chosen = _values(answer.answer)
    written = "" if answer.shown.options else "\n".join(chosen)
    return AnswerLine(
        title=answer.shown.title,
        hint=answer.shown.hint,
        options=_options(answer.shown, chosen),
        words=written,
        question=answer.question if ADDRESSABLE.fullmatch(answer.question) else "",
        translations=tuple(translations),
    )


def _options(shown: Shown, chosen: tuple[str, ...]) -> tuple[OptionLine, ...]:
    return tuple(OptionLine(option.label, option.value in chosen) for option in shown.options)


def _values(answer: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(answer, str):
        return (answer,) if answer else ()
    return answer


def _message(row: MessageRow) -> MessageLine:
    ours = row.direction is Direction.OUTGOING
    return MessageLine(ours, row.by_name, row.at, row.text, ours and row.posted_at is None, row.posted_at)
