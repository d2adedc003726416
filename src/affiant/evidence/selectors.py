"""Reading exhibits: their facts, never their content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from affiant.core.digests import Sha256
from affiant.core.documents import PartFacts
from affiant.evidence.errors import NoSuchExhibit
from affiant.evidence.models import DerivedText, Exhibit, ExhibitPart, ExhibitText, TextRequest
from affiant.evidence.reading.outcomes import Outcome
from affiant.evidence.stated import Stated, stated


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """An exhibit's facts; `original_name` and `claimed_type` are what the reporter's browser said."""

    id: UUID
    referral_id: UUID
    submission_id: UUID
    number: int
    file_number: int
    original_name: str
    claimed_type: str
    looks_like: str
    bytes: int
    sha256: Sha256
    stated: Stated
    stated_sha256: str
    spoken: bool
    admitted_at: datetime


@dataclass(frozen=True, slots=True)
class StoredPart:
    """One sealed part: where its plain bytes begin, what they are, and the object that holds them."""

    index: int
    start: int
    plain: PartFacts
    sealed: Sha256


@dataclass(frozen=True, slots=True)
class DerivedTextRow:
    """What came of having a machine read an exhibit; `sealed` is empty where no text came of it."""

    outcome: Outcome
    sealed: str
    letters: int
    cut: bool
    original_sha256: Sha256
    program: str
    walls: str
    read_at: datetime


def exhibits_of(referral_id: UUID) -> list[ExhibitRow]:
    """Return a referral's exhibits in their numbers' order; one query."""
    return [_row(exhibit) for exhibit in Exhibit.objects.filter(referral_id=referral_id).order_by("number")]


def exhibits(ids: Iterable[UUID]) -> list[ExhibitRow]:
    """Return these exhibits in their numbers' order; one query."""
    return [_row(exhibit) for exhibit in Exhibit.objects.filter(pk__in=set(ids)).order_by("number")]


def exhibit(exhibit_id: UUID) -> ExhibitRow:
    """Return one exhibit.

    Raises:
        NoSuchExhibit: no exhibit has this id.
    """
    found = Exhibit.objects.filter(pk=exhibit_id).first()
    if found is None:
        raise NoSuchExhibit(str(exhibit_id))
    return _row(found)


def parts_of(exhibit_id: UUID) -> list[StoredPart]:
    """Return an exhibit's sealed parts in order; one query."""
    return [_part(part) for part in ExhibitPart.objects.filter(exhibit_id=exhibit_id).order_by("index")]


def files_of(referral_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many exhibits each of these referrals has; one query, and nothing for those without any."""
    found = Exhibit.objects.filter(referral_id__in=set(referral_ids)).values("referral_id")
    return {row["referral_id"]: row["files"] for row in found.annotate(files=Count("pk"))}


def names_of(referral_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Return the names that the files of these referrals came under; one query, and nothing for those without any."""
    found: dict[UUID, list[str]] = {}
    named = Exhibit.objects.filter(referral_id__in=set(referral_ids)).order_by("number")
    for referral_id, name in named.values_list("referral_id", "original_name"):
        found.setdefault(referral_id, []).append(name)
    return found


def texts_of(referral_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Return the text of the text files of these referrals, as far as it was read; one query."""
    found: dict[UUID, list[str]] = {}
    read = ExhibitText.objects.filter(exhibit__referral_id__in=set(referral_ids)).exclude(text="")
    for referral_id, text in read.order_by("exhibit__number").values_list("exhibit__referral_id", "text"):
        found.setdefault(referral_id, []).append(text)
    return found


def derived_text(exhibit_id: UUID) -> DerivedTextRow | None:
    """Return what came of having a machine read an exhibit, if that is settled; one query."""
    found = DerivedText.objects.filter(exhibit_id=exhibit_id).first()
    if found is None:
        return None
    return DerivedTextRow(
        outcome=Outcome(found.outcome),
        sealed=found.sealed_sha256,
        letters=found.letters,
        cut=found.cut,
        original_sha256=Sha256(found.original_sha256),
        program=found.program,
        walls=found.walls,
        read_at=found.read_at,
    )


def is_to_be_read(exhibit_id: UUID) -> bool:
    """Answer whether a machine is still to read this exhibit's text; one query."""
    return TextRequest.objects.filter(pk=exhibit_id).exists()


def _row(exhibit: Exhibit) -> ExhibitRow:
    return ExhibitRow(
        id=exhibit.pk,
        referral_id=exhibit.referral_id,
        submission_id=exhibit.submission_id,
        number=exhibit.number,
        file_number=exhibit.file_number,
        original_name=exhibit.original_name,
        claimed_type=exhibit.claimed_type,
        looks_like=exhibit.looks_like,
        bytes=exhibit.bytes,
        sha256=Sha256(exhibit.sha256),
        stated=stated(exhibit.stated_sha256, exhibit.sha256),
        stated_sha256=exhibit.stated_sha256,
        spoken=exhibit.spoken,
        admitted_at=exhibit.admitted_at,
    )


def _part(part: ExhibitPart) -> StoredPart:
    plain = PartFacts(part.name, Sha256(part.plain_sha256), part.plain_bytes)
    return StoredPart(part.index, part.start, plain, Sha256(part.sealed_sha256))
