"""All that is written in and about referrals, many at a time: what search reads, and marks what it found in."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from affiant.ground.standing import Row, StandingQuestion
from affiant.referrals.models import Message, Note, Referral, Safeguarding, Submission, Task, Translation
from affiant.referrals.stages import Direction

AT_ONCE: Final = 900  # SQLite takes no more than about a thousand values in one question


class Part(StrEnum):
    """What a passage is a part of."""

    REPORT = "report"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    TRANSLATION = "translation"
    NOTE = "note"
    TASK = "task"
    SAFETY = "safety"  # what was done about flags


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text as somebody wrote it; a feature above has parts of its own."""

    part: StrEnum
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a referral can be narrowed by."""

    id: UUID
    reference: str
    stage: str
    language: str
    path: str
    situation: str
    received_at: datetime
    assigned_to: UUID | None
    rehearsal: bool
    child: bool
    danger: bool
    withdrawn: bool


Texts = Mapping[UUID, Sequence[Passage]]
"""The passages of referrals by their ids; a referral without any is left out."""

_COLUMNS: Final = (
    "pk",
    "reference",
    "stage",
    "language",
    "path",
    "situation",
    "received_at",
    "assigned_to_id",
    "rehearsal",
    "child",
    "danger",
    "withdrawn_at",
)


Ask = Callable[[StandingQuestion], Iterable[Row]]
"""Puts a question about some referrals."""


def texts_of(rows: QuerySet[Any], order: str, *columns: str, of: str = "referral_id") -> StandingQuestion:
    """Return the question for these texts by the ids of their referrals."""
    return StandingQuestion(of, lambda which: rows.filter(which).order_by(order).values_list(of, *columns))


# A message's own words are a row of its own; a form of wishes is not.
_REPORTS: Final = texts_of(Submission.objects.filter(message__isnull=True), "sent_at", "answers")
_MESSAGES: Final = texts_of(Message.objects.all(), "at", "direction", "text")
_OTHERS: Final = (
    (Part.TRANSLATION, texts_of(Translation.objects.all(), "at", "text")),
    (Part.NOTE, texts_of(Note.objects.all(), "at", "text")),
    (Part.TASK, texts_of(Task.objects.all(), "at", "what")),
    (Part.SAFETY, texts_of(Safeguarding.objects.all(), "at", "done")),
)


def in_order(after: UUID | None = None, most: int = AT_ONCE) -> list[Facts]:
    """Return the facts of the referrals that follow `after` in the order of their ids; one query."""
    following = Referral.objects.all() if after is None else Referral.objects.filter(pk__gt=after)
    return list(_facts(following.order_by("pk")[:most]))


def facts_of(referral_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """Return the facts of these referrals; an id without a referral is left out. One query for each AT_ONCE."""
    wanted = list(referral_ids)
    batches = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return {facts.id: facts for batch in batches for facts in _facts(Referral.objects.filter(pk__in=batch))}


def passages_of(referral_ids: Sequence[UUID]) -> Texts:
    """Return every passage of these referrals, what the reporter wrote first; six queries for at most AT_ONCE."""
    return gathered(_passages(lambda question: question.of(referral_ids)))


def passages_between(first: UUID, last: UUID) -> Texts:
    """Return every passage of the referrals whose ids stand from the first to the last; six queries."""
    return gathered(_passages(lambda question: question.between(first, last)))


def gathered(passages: Iterable[tuple[UUID, Passage]]) -> Texts:
    """Return passages by their referrals, in their order; one without words is left out."""
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for referral_id, passage in passages:
        if passage.text:
            found[referral_id].append(passage)
    return found


def _facts(referrals: QuerySet[Referral]) -> Iterator[Facts]:
    made: Callable[..., Facts] = Facts  # the columns stand in the order of its fields
    for *plain, withdrawn_at in referrals.values_list(*_COLUMNS):
        yield made(*plain, withdrawn_at is not None)


def _passages(ask: Ask) -> Iterator[tuple[UUID, Passage]]:
    for referral_id, answers in ask(_REPORTS):
        for text in _typed(answers):
            yield referral_id, Passage(Part.REPORT, text)
    for referral_id, direction, text in ask(_MESSAGES):
        yield referral_id, Passage(Part.INCOMING if direction == Direction.INCOMING else Part.OUTGOING, text)
    for part, question in _OTHERS:
        for referral_id, text in ask(question):
            yield referral_id, Passage(part, text)


def _typed(answers: str) -> Iterator[str]:
    """Yield what was typed; what was chosen from a list is no passage. The document was checked when it came."""
    for answer in json.loads(answers)["answers"]:
        if isinstance(answer["answer"], str) and not answer["shown"]["options"]:
            yield answer["answer"]
