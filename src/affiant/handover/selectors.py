"""Reading organisations, what they handed over, and what people themselves said of reports that others sent."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from affiant.core.digests import Sha256
from affiant.ground.accounts.selectors import display_names
from affiant.handover.errors import NoSuchHandover, NoSuchOrganisation
from affiant.handover.keeping import KeptPart
from affiant.handover.models import Claim, ConsentHeard, Handover, HandoverPart, Line, LineFault, Organisation
from affiant.handover.stages import IN_WORK, Consent, Hindrance, Stage, Standing
from affiant.referrals import selectors as referrals

FORGOTTEN_AFTER: Final = timedelta(minutes=5)  # a worker that has not been heard of for so long is not there


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation of the officers' register."""

    id: str
    name: str
    added_at: datetime
    closed_at: datetime | None
    handovers: int = 0


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handed-over file in one line."""

    id: UUID
    organisation_id: str
    organisation: str
    file_name: str
    bytes: int
    sha256: Sha256
    how: str = field(repr=False)
    received_by: UUID
    received_by_name: str
    received_at: datetime
    stage: Stage
    unreadable: str
    beside: int
    decided_by_name: str
    decided_at: datetime | None
    only_good: bool
    reason: str = field(repr=False)
    hindrance: Hindrance | None
    finished_at: datetime | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sum:
    """How the lines of a file stand, and how many of the good ones are referrals by now."""

    good: int
    wrong: int
    known: int
    taken: int

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.good + self.wrong + self.known


@dataclass(frozen=True, slots=True)
class FaultRow:
    """What is wrong with a line; `number` is the organisation's own for it, where it is one."""

    line: int
    number: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line that can be taken, was taken before, or is a referral by now."""

    line: int
    number: str
    standing: Standing
    referral_id: UUID | None
    reference: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What the person said themselves, and how an officer learned it."""

    said: Consent
    how: str = field(repr=False)
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OriginRow:
    """Who sent a referral's report: by the register, and where it was taken in, from which file and line."""

    organisation: str  # "" for an id that the register does not hold
    handover_id: UUID | None
    line: int | None
    number: str


def organisations(*, also_closed: bool = False) -> list[OrganisationRow]:
    """Return the organisations by name; one query."""
    found = Organisation.objects.annotate(count=Count("handovers")).order_by("name")
    rows = [OrganisationRow(one.pk, one.name, one.added_at, one.closed_at, one.count) for one in found]
    return [row for row in rows if also_closed or row.closed_at is None]


def organisation(organisation_id: str) -> OrganisationRow:
    """Return an organisation that is open.

    Raises:
        NoSuchOrganisation: none of this id is.
    """
    found = Organisation.objects.filter(pk=organisation_id, closed_at__isnull=True).first()
    if found is None:
        raise NoSuchOrganisation
    return OrganisationRow(found.pk, found.name, found.added_at, found.closed_at)


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Return the names of these organisations, closed ones too; one query."""
    return dict(Organisation.objects.filter(pk__in={each for each in ids if each}).values_list("pk", "name"))


def handovers(*, limit: int = 100) -> list[HandoverRow]:
    """Return what was handed over, the newest first; two queries."""
    found = list(Handover.objects.select_related("organisation").order_by("-received_at", "-id")[:limit])
    names = display_names(each for one in found for each in (one.received_by_id, one.decided_by_id))
    return [_row(one, names) for one in found]


def handover(handover_id: UUID) -> HandoverRow:
    """Return one of them; two queries.

    Raises:
        NoSuchHandover: there is none of this id.
    """
    found = Handover.objects.select_related("organisation").filter(pk=handover_id).first()
    if found is None:
        raise NoSuchHandover
    return _row(found, display_names([found.received_by_id, found.decided_by_id]))


def standing(organisation_id: str, digest: Sha256) -> UUID | None:
    """Return the handover of the same file that stands, if there is one."""
    same = Handover.objects.filter(organisation_id=organisation_id, sha256=digest).exclude(stage=Stage.DECLINED)
    return same.values_list("pk", flat=True).first()


def sum_of(handover_id: UUID) -> Sum:
    """Return how its lines stand; two queries."""
    counted = Line.objects.filter(handover_id=handover_id).values_list("standing").annotate(Count("pk"))
    found = Counter[str](dict(counted))
    taken = Claim.objects.filter(line__handover_id=handover_id, referral__isnull=False).count()
    return Sum(found[Standing.GOOD], found[Standing.WRONG], found[Standing.KNOWN], taken)


def faults(handover_id: UUID, *, limit: int | None = None) -> list[FaultRow]:
    """Return what is wrong with its lines, line by line, all of it or the first of it; two queries."""
    found = list(LineFault.objects.filter(handover_id=handover_id).order_by("line", "id")[:limit])
    last = found[-1].line if found else 0
    numbers = dict(Line.objects.filter(handover_id=handover_id, line__lte=last).values_list("line", "number"))
    return [FaultRow(one.line, numbers.get(one.line, ""), one.column, one.sentence) for one in found]


def fault_count(handover_id: UUID) -> int:
    """Return how many things are wrong with its lines; one query."""
    return LineFault.objects.filter(handover_id=handover_id).count()


def fault_table(handover_id: UUID) -> str:
    """Return the same as CSV, for whoever has to mend the table."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["line", "number", "column", "what is wrong"])
    rows.writerows([one.line, one.number, one.column, one.sentence] for one in faults(handover_id))
    return written.getvalue()


def lines(handover_id: UUID, *, without: frozenset[UUID] = frozenset(), limit: int = 1000) -> list[LineRow]:
    """Return its lines that are not wrong, with the referrals made of them but for those `without`; two queries."""
    found = Line.objects.filter(handover_id=handover_id).exclude(standing=Standing.WRONG)
    listed = list(found.select_related("claim").order_by("line")[:limit])
    made = {line.pk: line.claim.referral_id for line in listed if hasattr(line, "claim")}
    known = referrals.references(each for each in made.values() if each and each not in without)
    return [_line(line, made.get(line.pk), known) for line in listed]


def referrals_of(handover_id: UUID) -> list[UUID]:
    """Return the referrals that were made of it; one query."""
    made = Claim.objects.filter(line__handover_id=handover_id, referral__isnull=False)
    return list(made.values_list("referral_id", flat=True))


def parts_of(handover_id: UUID) -> list[KeptPart]:
    """Return its sealed parts in order; one query."""
    found = HandoverPart.objects.filter(handover_id=handover_id).order_by("index")
    return [
        KeptPart(one.index, one.start, one.plain_bytes, Sha256(one.plain_sha256), Sha256(one.sealed_sha256))
        for one in found
    ]


def wrapped_key(handover_id: UUID) -> str:
    """Return the file's own key, closed to an identity key; "" once it was thrown away."""
    return Handover.objects.values_list("key_wrapped", flat=True).get(pk=handover_id)


def claimed(organisation_id: str, numbers: Iterable[str]) -> dict[str, Sha256]:
    """Return which of these numbers are taken, with the digest of what was taken under each; one query."""
    found = Claim.objects.filter(organisation_id=organisation_id, number__in=set(numbers))
    return {number: Sha256(digest) for number, digest in found.values_list("number", "content_sha256")}


def unqueued(at: datetime) -> list[tuple[UUID, Stage]]:
    """Return what is to be looked through or taken and no worker was asked for, or whose worker is not there."""
    waiting = Q(queued_at__isnull=True) | Q(queued_at__lt=at - FORGOTTEN_AFTER)
    found = Handover.objects.filter(waiting, stage__in=IN_WORK).order_by("received_at")
    return [(handover_id, Stage(stage)) for handover_id, stage in found.values_list("pk", "stage")]


def origin_of(referral_id: UUID, sender: str) -> OriginRow:
    """Return who sent a referral's report; two queries."""
    claim = Claim.objects.filter(referral_id=referral_id).select_related("line").first()
    name = names_of([sender]).get(sender, "")
    if claim is None:
        return OriginRow(name, None, None, "")
    return OriginRow(name, claim.line.handover_id, claim.line.line, claim.number)


def consent_of(referral_id: UUID) -> list[ConsentRow]:
    """Return what the person was heard to say of the report, the newest first; two queries."""
    found = list(ConsentHeard.objects.filter(referral_id=referral_id).order_by("-at", "-id"))
    names = display_names(one.by_id for one in found)
    return [ConsentRow(Consent(one.said), one.how, names.get(one.by_id, ""), one.at) for one in found]


def heard_last(referral_id: UUID) -> tuple[Consent, datetime] | None:
    """Return what the person was heard to say of the report last, and when; one query."""
    found = ConsentHeard.objects.filter(referral_id=referral_id).order_by("-at", "-id").first()
    return (Consent(found.said), found.at) if found else None


def _line(line: Line, referral_id: UUID | None, known: dict[UUID, str]) -> LineRow:
    reference = known.get(referral_id, "") if referral_id else ""
    shown = referral_id if reference else None
    return LineRow(line.line, line.number, Standing(line.standing), shown, reference)


def _row(one: Handover, names: dict[UUID, str]) -> HandoverRow:
    return HandoverRow(
        id=one.pk,
        organisation_id=one.organisation_id,
        organisation=one.organisation.name,
        file_name=one.file_name,
        bytes=one.bytes,
        sha256=Sha256(one.sha256),
        how=one.how,
        received_by=one.received_by_id,
        received_by_name=names.get(one.received_by_id, ""),
        received_at=one.received_at,
        stage=Stage(one.stage),
        unreadable=one.unreadable,
        beside=one.beside,
        decided_by_name=names.get(one.decided_by_id, "") if one.decided_by_id else "",
        decided_at=one.decided_at,
        only_good=one.only_good,
        reason=one.reason,
        hindrance=Hindrance(one.hindrance) if one.hindrance else None,
        finished_at=one.finished_at,
        erased_at=one.key_thrown_away_at,
    )
