"""Reading what was classified and coded: candidate offences, views on their elements, incidents."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from affiant.ground.accounts.selectors import display_names
from affiant.law.offences import OFFENCES
from affiant.triage.models import Candidate, ElementView, Incident
from affiant.triage.passages import Rest, kept
from affiant.triage.stages import ConflictType, Precision, Support


@dataclass(frozen=True, slots=True)
class Possible:
    """An offence that seems possible, and why."""

    article: str
    conflict: ConflictType
    grounds: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ViewRow:
    """What an officer found for an element."""

    id: int
    number: int
    support: Support
    words: str = field(repr=False)
    rests_on: tuple[Rest, ...]
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """What an officer finds for an element now, and the view that they saw when they did.

    `rests_on` is all that the view rests on from now on; None leaves it as it was.
    """

    number: int
    support: Support
    words: str = field(default="", repr=False)
    rests_on: tuple[Rest, ...] | None = None
    seen: int | None = None

    def is_new(self, seen: ViewRow | None) -> bool:
        """Answer whether it says anything else than the view that the officer saw."""
        rests = set(kept(self.rests_on, seen))
        if seen is None:
            return self.support is not Support.NOT_ASSESSED or bool(self.words) or bool(rests)
        return (self.support, self.words, rests) != (seen.support, seen.words, set(seen.rests_on))


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate offence with what there is for its elements."""

    id: UUID
    referral_id: UUID
    article: str
    conflict: ConflictType
    grounds: str = field(repr=False)
    by_name: str
    at: datetime
    dropped_by_name: str
    dropped_at: datetime | None
    dropped_why: str = field(repr=False)
    views: dict[int, ViewRow] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Coding:
    """One thing that the account tells: what, where and how exactly, when as said and as EDTF, who did what to whom."""

    what: str = field(repr=False)
    place: str = field(default="", repr=False)
    precision: Precision = Precision.UNKNOWN
    when_said: str = field(default="", repr=False)
    when_edtf: str = ""
    who: str = field(default="", repr=False)
    did: str = field(default="", repr=False)
    whom: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """A coding that stands, with what it rests on."""

    id: UUID
    referral_id: UUID
    coding: Coding
    rests_on: tuple[Rest, ...]
    by_name: str
    at: datetime


def elements_of(article: str) -> tuple[str, ...]:
    """Return an offence's own elements, then those of its context."""
    offence = OFFENCES[article]
    return (*offence.elements, *offence.context)


def candidates_of(referral_id: UUID) -> list[CandidateRow]:
    """Return the candidate offences of a referral, those that were dropped last; five queries."""
    found = list(Candidate.objects.filter(referral_id=referral_id).order_by("dropped_at", "at"))
    found.sort(key=lambda one: (one.dropped_at is not None, one.at))
    views = _views({one.pk for one in found})
    names = display_names(name for one in found for name in (one.by_id, one.dropped_by_id))
    return [_candidate_row(one, views.get(one.pk, {}), names) for one in found]


def candidate(candidate_id: UUID) -> CandidateRow | None:
    """Return one candidate offence; None if there is none of this id."""
    found = Candidate.objects.filter(pk=candidate_id).first()
    if found is None:
        return None
    return _candidate_row(found, views_of(candidate_id), display_names([found.by_id, found.dropped_by_id]))


def views_of(candidate_id: UUID) -> dict[int, ViewRow]:
    """Return what stands for each element, by its number."""
    return _views({candidate_id}).get(candidate_id, {})


def view(candidate_id: UUID, view_id: int | None) -> ViewRow | None:
    """Return one view on an element of this candidate; None if there is none of this id."""
    found = ElementView.objects.filter(candidate_id=candidate_id, pk=view_id) if view_id else ElementView.objects.none()
    return next(iter(_view_rows(found).values()), None)


def incidents_of(referral_id: UUID) -> list[IncidentRow]:
    """Return the codings that stand, the oldest first; three queries."""
    found = list(
        Incident.objects.filter(referral_id=referral_id, followed_by__isnull=True)
        .prefetch_related("passages")
        .order_by("at", "pk")
    )
    names = display_names(one.by_id for one in found)
    return [
        IncidentRow(
            id=one.pk,
            referral_id=one.referral_id,
            coding=_coding(one),
            rests_on=tuple(Rest(each.exhibit_id, each.submission_id, each.passage) for each in one.passages.all()),
            by_name=names.get(one.by_id, ""),
            at=one.at,
        )
        for one in found
    ]


def codings_of(referral_ids: Collection[UUID]) -> dict[UUID, list[Coding]]:
    """Return the codings that stand of these referrals, the oldest first, without what they rest on; one query."""
    found: dict[UUID, list[Coding]] = {}
    standing = Incident.objects.filter(referral_id__in=referral_ids, followed_by__isnull=True).order_by("at", "pk")
    for one in standing:
        found.setdefault(one.referral_id, []).append(_coding(one))
    return found


def _coding(row: Incident) -> Coding:
    return Coding(
        what=row.what,
        place=row.place,
        precision=Precision(row.precision),
        when_said=row.when_said,
        when_edtf=row.when_edtf,
        who=row.who,
        did=row.did,
        whom=row.whom,
    )


def _views(candidates: set[UUID]) -> dict[UUID, dict[int, ViewRow]]:
    views: dict[UUID, dict[int, ViewRow]] = {}
    for one, row in _view_rows(ElementView.objects.filter(candidate_id__in=candidates)).items():
        views.setdefault(one.candidate_id, {})[one.number] = row
    return views


def _view_rows(wanted: QuerySet[ElementView]) -> dict[ElementView, ViewRow]:
    """Return views in their order, with what they rest on; three queries."""
    found = list(wanted.order_by("pk").prefetch_related("evidence"))
    names = display_names(one.by_id for one in found)
    return {
        one: ViewRow(
            id=one.pk,
            number=one.number,
            support=Support(one.support),
            words=one.words,
            rests_on=tuple(Rest(each.exhibit_id, each.submission_id, each.passage) for each in one.evidence.all()),
            by_name=names.get(one.by_id, ""),
            at=one.at,
        )
        for one in found
    }


def _candidate_row(row: Candidate, views: dict[int, ViewRow], names: dict[UUID, str]) -> CandidateRow:
    return CandidateRow(
        id=row.pk,
        referral_id=row.referral_id,
        article=row.article,
        conflict=ConflictType(row.conflict),
        grounds=row.grounds,
        by_name=names.get(row.by_id, ""),
        at=row.at,
        dropped_by_name=names.get(row.dropped_by_id, "") if row.dropped_by_id else "",
        dropped_at=row.dropped_at,
        dropped_why=row.dropped_why,
        views=views,
    )
