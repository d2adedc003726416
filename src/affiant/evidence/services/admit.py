"""Admitting the files of an envelope that checked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from uuid import UUID

from django.db import transaction

from affiant.core.digests import Sha256
from affiant.core.documents import FileFacts
from affiant.core.ledger.entries import Entry, Kind
from affiant.evidence.models import Exhibit, ExhibitPart, TextRequest
from affiant.evidence.reading.kinds import hint_of
from affiant.evidence.stated import stated
from affiant.ground.entering import enter


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was checked part by part: what the answers list, what was found, and where its parts lie sealed."""

    facts: FileFacts
    sha256: Sha256  # of the whole file
    looks_like: str
    sealed: Mapping[str, Sha256]  # part name to the digest of its sealed bytes
    spoken: bool = False  # a first account in the person's own voice


@transaction.atomic
def admit(*, referral_id: UUID, submission_id: UUID, candidates: Sequence[Candidate], by: str, at: datetime) -> None:
    """Make exhibits of an envelope's files; `by` is the ledger's name for who collects.

    The caller holds the referral's row, so that numbers are given once. A file's digest stands in the ledger as a
    salted commitment: the file can be erased one day and the tree stays whole. Of a file that may hold text a machine
    is asked to read it, later and elsewhere.
    """
    first = Exhibit.objects.filter(referral_id=referral_id).count() + 1
    exhibits = [_exhibit(one, first + place, referral_id, submission_id, at) for place, one in enumerate(candidates)]
    Exhibit.objects.bulk_create(exhibits)
    for exhibit, candidate in zip(exhibits, candidates, strict=True):
        ExhibitPart.objects.bulk_create(_parts(exhibit, candidate))
    TextRequest.objects.bulk_create(TextRequest(exhibit=exhibit) for exhibit in exhibits if _may_hold_text(exhibit))
    for exhibit in exhibits:
        _enter(exhibit, by, at)


def _exhibit(candidate: Candidate, number: int, referral_id: UUID, submission_id: UUID, at: datetime) -> Exhibit:
    return Exhibit(
        referral_id=referral_id,
        submission_id=submission_id,
        number=number,
        file_number=candidate.facts.number,
        original_name=_storable(candidate.facts.name),
        claimed_type=_storable(candidate.facts.type),
        looks_like=candidate.looks_like,
        bytes=candidate.facts.bytes,
        sha256=candidate.sha256,
        stated_sha256=candidate.facts.stated_sha256,
        spoken=candidate.spoken,
        admitted_at=at,
    )


def _may_hold_text(exhibit: Exhibit) -> bool:
    said = (exhibit.looks_like, exhibit.claimed_type, exhibit.original_name)
    return exhibit.bytes > 0 and hint_of(*said) is not None


def _storable(claim: str) -> str:
    """Return a claim without U+0000, which PostgreSQL refuses; the sealed answers keep it as it came."""
    return claim.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _parts(exhibit: Exhibit, candidate: Candidate) -> list[ExhibitPart]:
    parts = candidate.facts.parts
    starts = accumulate((part.bytes for part in parts), initial=0)
    return [
        ExhibitPart(
            exhibit=exhibit,
            index=index,
            name=part.name,
            start=start,
            plain_bytes=part.bytes,
            plain_sha256=part.sha256,
            sealed_sha256=candidate.sealed[part.name],
        )
        for index, (part, start) in enumerate(zip(parts, starts, strict=False))
    ]


def _enter(exhibit: Exhibit, by: str, at: datetime) -> None:
    entry = Entry(
        kind=Kind.COLLECTION,
        act="exhibit.admitted",
        about=str(exhibit.referral_id),
        by=by,
        at=at,
        facts={
            "exhibit": str(exhibit.pk),
            "number": exhibit.number,
            "spoken": exhibit.spoken,
            "stated": stated(exhibit.stated_sha256, exhibit.sha256).value,
        },
    )
    enter(entry, file=exhibit.sha256.encode())
