"""All that is written in and about referrals, many at a time: what search reads, and marks what it found in."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

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
    return _gathered(Q(referral_id__in=referral_ids))


def passages_between(first: UUID, last: UUID) -> Texts:
    """Return every passage of the referrals whose ids stand from the first to the last; six queries."""
    return _gathered(Q(referral_id__gte=first, referral_id__lte=last))


def _gathered(which: Q) -> Texts:
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for referral_id, passage in _passages(which):
        if passage.text:
            found[referral_id].append(passage)
    return found


def _facts(referrals: QuerySet[Referral]) -> Iterator[Facts]:
    made: Callable[..., Facts] = Facts  # the columns stand in the order of its fields
    for *plain, withdrawn_at in referrals.values_list(*_COLUMNS):
        yield made(*plain, withdrawn_at is not None)


def _passages(which: Q) -> Iterator[tuple[UUID, Passage]]:
    # A message's own words are a row of its own; a form of wishes is not.
    reports = Submission.objects.filter(which, message__isnull=True).order_by("sent_at")
    for referral_id, answers in reports.values_list("referral_id", "answers"):
        for text in _typed(answers):
            yield referral_id, Passage(Part.REPORT, text)
    messages = Message.objects.filter(which).order_by("at")
    for referral_id, direction, text in messages.values_list("referral_id", "direction", "text"):
        yield referral_id, Passage(Part.INCOMING if direction == Direction.INCOMING else Part.OUTGOING, text)
    translations = Translation.objects.filter(which).order_by("at")
    for referral_id, text in translations.values_list("referral_id", "text"):
        yield referral_id, Passage(Part.TRANSLATION, text)
    for referral_id, text in Note.objects.filter(which).order_by("at").values_list("referral_id", "text"):
        yield referral_id, Passage(Part.NOTE, text)
    for referral_id, what in Task.objects.filter(which).order_by("at").values_list("referral_id", "what"):
        yield referral_id, Passage(Part.TASK, what)
    for referral_id, done in Safeguarding.objects.filter(which).order_by("at").values_list("referral_id", "done"):
        yield referral_id, Passage(Part.SAFETY, done)


def _typed(answers: str) -> Iterator[str]:
    """Yield what was typed; what was chosen from a list is no passage. The document was checked when it came."""
    for answer in json.loads(answers)["answers"]:
        if isinstance(answer["answer"], str) and not answer["shown"]["options"]:
            yield answer["answer"]
