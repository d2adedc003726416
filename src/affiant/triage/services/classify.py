"""Classification: offences that an officer thinks possible, with grounds, and what there is for each element."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.law.offences import OFFENCES
from affiant.referrals import services as referrals
from affiant.triage import classified, reasons, selectors
from affiant.triage.classified import Finding, Possible, ViewRow
from affiant.triage.errors import (
    AlreadyCandidate,
    AnsweredMeanwhile,
    NoSuchCandidate,
    NoSuchElement,
    NoSuchOffence,
)
from affiant.triage.models import Candidate, ElementEvidence, ElementView
from affiant.triage.passages import check_rests, kept, spelt


@transaction.atomic
def classify(*, referral_id: UUID, possible: Possible, by: Officer, at: datetime) -> UUID:
    """Say that an offence seems possible, and why; return the candidate's id. It is a view, never a finding.

    Raises:
        NotPermitted: the officer may not scope.
        Recused: the referral is closed to this officer.
        NoSuchReferral: no referral has this id.
        NoSuchOffence: the taxonomy has no such article.
        ReasonMissing: no grounds were given.
        AlreadyCandidate: the offence is one already.
    """
    _check(referral_id, by)
    referrals.hold(referral_id=referral_id)
    if possible.article not in OFFENCES:
        raise NoSuchOffence(possible.article)
    grounds = reasons.given(possible.grounds)
    try:
        with transaction.atomic():
            candidate = Candidate.objects.create(
                referral_id=referral_id,
                article=possible.article,
                conflict=possible.conflict,
                grounds=grounds,
                by=by,
                at=at,
            )
    except IntegrityError as refused:
        raise AlreadyCandidate from refused
    facts: dict[str, Fact] = {"article": possible.article, "conflict": possible.conflict.value}
    enter(_entry("referral.classified", candidate, by, at, facts), grounds=grounds.encode())
    return candidate.pk


@transaction.atomic
def drop_candidate(*, candidate_id: UUID, why: str, by: Officer, at: datetime) -> None:
    """Say that an offence does not seem possible any more, and why.

    Raises:
        NotPermitted, Recused: as for `classify`.
        NoSuchCandidate: there is none of this id, or it was dropped.
        ReasonMissing: no reason was given.
    """
    candidate = _candidate(candidate_id, by)
    words = reasons.given(why)
    candidate.dropped_by, candidate.dropped_at, candidate.dropped_why = by, at, words
    candidate.save(update_fields=["dropped_by", "dropped_at", "dropped_why"])
    enter(_entry("referral.candidate_dropped", candidate, by, at, {"article": candidate.article}), why=words.encode())


@transaction.atomic
def view_elements(*, candidate_id: UUID, findings: list[Finding], by: Officer, at: datetime) -> int:
    """Say what there is for the elements of a candidate; return for how many something is new. All are kept, or none.

    Raises:
        NotPermitted, Recused, NoSuchCandidate: as for `drop_candidate`.
        NoSuchElement: the offence has no element of this number.
        AnsweredMeanwhile: others have said something about these elements since the page was loaded; carries which.
        PassageNotThere, NoSuchEvidence: a view rests on what the referral does not hold.
    """
    candidate = _candidate(candidate_id, by)
    standing = classified.views_of(candidate_id)
    new = [one for one in findings if one.is_new(_seen(one, candidate_id, standing))]
    _check_new(candidate, new, standing)
    for one in new:
        _keep(candidate, one, standing.get(one.number), by, at)
    if new:
        said: list[str] = [f"{one.number + 1}={one.support.value}" for one in new]
        words = "\n".join(f"{one.words}\n{spelt(one.rests_on or ())}" for one in new).encode()
        facts: dict[str, Fact] = {"article": candidate.article, "said": said}
        enter(_entry("referral.elements_viewed", candidate, by, at, facts), words=words)
    return len(new)


def _seen(finding: Finding, candidate_id: UUID, standing: Mapping[int, ViewRow]) -> ViewRow | None:
    """Return the view that the officer saw: what they left as they saw it, they did not mean to change."""
    now = standing.get(finding.number)
    return now if _id(now) == finding.seen else classified.view(candidate_id, finding.seen)


def _check_new(candidate: Candidate, new: Sequence[Finding], standing: Mapping[int, ViewRow]) -> None:
    if any(one.number >= len(classified.elements_of(candidate.article)) for one in new):
        raise NoSuchElement
    meanwhile = tuple(str(one.number) for one in new if one.seen != _id(standing.get(one.number)))
    if meanwhile:
        raise AnsweredMeanwhile(meanwhile)
    check_rests(candidate.referral_id, (rest for one in new for rest in one.rests_on or ()))


def _keep(candidate: Candidate, finding: Finding, before: ViewRow | None, by: Officer, at: datetime) -> None:
    view = ElementView.objects.create(
        candidate=candidate,
        number=finding.number,
        support=finding.support,
        words=finding.words,
        follows_id=finding.seen,
        by=by,
        at=at,
    )
    ElementEvidence.objects.bulk_create(
        ElementEvidence(view=view, **rest.columns()) for rest in kept(finding.rests_on, before)
    )


def _check(referral_id: UUID, by: Officer) -> None:
    check_may(by, Permission.SCOPE)
    selectors.check_open_to(referral_id, by.pk)


def _candidate(candidate_id: UUID, by: Officer) -> Candidate:
    found = Candidate.objects.select_for_update().filter(pk=candidate_id, dropped_at__isnull=True).first()
    if found is None:
        raise NoSuchCandidate(str(candidate_id))
    _check(found.referral_id, by)
    return found


def _id(view: ViewRow | None) -> int | None:
    return view.id if view else None


def _entry(act: str, candidate: Candidate, by: Officer, at: datetime, facts: dict[str, Fact]) -> Entry:
    return Entry(
        kind=Kind.ALTERATION,
        act=act,
        about=str(candidate.referral_id),
        by=by.actor,
        at=at,
        facts={**facts, "candidate": str(candidate.pk)},
    )
