"""All that officers wrote in scoping, classifying and deciding, many referrals at a time: what search reads.

Why somebody stepped back, or why a referral is restricted, is not in it: few may read that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from affiant.referrals.passages import Passage
from affiant.triage import told
from affiant.triage.models import (
    Answer,
    Candidate,
    Decision,
    ElementView,
    Incident,
    JurisdictionNote,
    LawyerTask,
    SecondOpinion,
)

Row = tuple[UUID, *tuple[str, ...]]
"""A referral's id, and texts that belong together."""


class Part(StrEnum):
    """What a passage is a part of."""

    DECISION = "decision"
    CHECKLIST = "checklist"
    LAWYER = "lawyer"
    JURISDICTION = "jurisdiction"
    OFFENCE = "offence"
    INCIDENT = "incident"


def written_in(referral_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Passage]]:
    """Return what stands written about these referrals; eight queries for at most referrals.passages.AT_ONCE."""
    return _gathered(lambda field: Q(**{f"{field}__in": referral_ids}))


def written_between(first: UUID, last: UUID) -> Mapping[UUID, Sequence[Passage]]:
    """Return what stands written about the referrals whose ids stand from the first to the last; eight queries."""
    return _gathered(lambda field: Q(**{f"{field}__gte": first, f"{field}__lte": last}))


def _gathered(which: Callable[[str], Q]) -> Mapping[UUID, Sequence[Passage]]:
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for part, rows in (*_decided(which), *_scoped(which), *_classified(which)):
        for referral_id, *texts in rows:
            if any(texts):
                found[referral_id].append(Passage(part, "\n".join(filter(None, texts))))
    return found


def _decided(which: Callable[[str], Q]) -> Iterator[tuple[Part, Iterable[Row]]]:
    decisions = Decision.objects.filter(which("referral_id")).order_by("number")
    yield Part.DECISION, decisions.values_list("referral_id", "reason", "addressee", "trigger")
    opinions = SecondOpinion.objects.filter(which("decision__referral_id")).order_by("at")
    yield Part.DECISION, opinions.values_list("decision__referral_id", "words")


def _scoped(which: Callable[[str], Q]) -> Iterator[tuple[Part, Iterable[Row]]]:
    answers = Answer.objects.filter(which("referral_id"), followed_by__isnull=True).order_by("question")
    yield Part.CHECKLIST, answers.values_list("referral_id", "words", "how")
    tasks = LawyerTask.objects.filter(which("referral_id")).order_by("opened_at")
    yield Part.LAWYER, tasks.values_list("referral_id", "adviser", "advice")
    notes = JurisdictionNote.objects.filter(which("referral_id")).order_by("at")
    yield (
        Part.JURISDICTION,
        [
            (referral_id, told.decode(known.encode()).suspect, view)
            for referral_id, known, view in notes.values_list("referral_id", "known", "view")
        ],
    )


def _classified(which: Callable[[str], Q]) -> Iterator[tuple[Part, Iterable[Row]]]:
    candidates = Candidate.objects.filter(which("referral_id")).order_by("at")
    yield Part.OFFENCE, candidates.values_list("referral_id", "article", "grounds", "dropped_why")
    views = ElementView.objects.filter(which("candidate__referral_id"), followed_by__isnull=True).order_by("pk")
    yield Part.OFFENCE, views.values_list("candidate__referral_id", "words")
    incidents = Incident.objects.filter(which("referral_id"), followed_by__isnull=True).order_by("at")
    coded = ("what", "place", "when_said", "who", "did", "whom")
    yield Part.INCIDENT, incidents.values_list("referral_id", *coded)
