"""Partners and packages as their pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from affiant.casework.names import visible
from affiant.ground.accounts.models import Officer
from affiant.sharing.selectors import Offer, PackageRow, PartnerRow, PieceRow, bodies
from affiant.sharing.stages import PackageStage, Piece

COLOURS = {
    PackageStage.PREPARED: "govuk-tag--blue",
    PackageStage.APPROVED: "govuk-tag--turquoise",
    PackageStage.WRITTEN: "govuk-tag--green",
    PackageStage.DECLINED: "govuk-tag--grey",
    PackageStage.FAILED: "govuk-tag--red",
}
NEXT = {
    PackageStage.PREPARED: "It waits for a supervisor other than its author. Nothing has left.",
    PackageStage.APPROVED: "It is being written and sealed. Load this page again in a moment.",
    PackageStage.WRITTEN: "It is sealed to the partner's key and can be handed over. The person is told when it is.",
    PackageStage.DECLINED: "It was declined. Nothing has left.",
    PackageStage.FAILED: "It could not be written. Nothing has left.",
}
OWN = "You prepared this package, so another supervisor has to approve or decline it."


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner in the table."""

    id: UUID
    name: str
    status: str
    colour: str
    valid_from: date
    valid_until: date | None
    recipient: str
    wish: str


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package in the table."""

    id: UUID
    reference: str
    partner: str
    prepared_at: datetime
    prepared_by: str
    stage: str
    colour: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value in the summary; an exact value is a digest or a number to compare."""

    name: str
    value: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """A piece that stays, and why."""

    what: str
    ground: str


@dataclass(frozen=True, slots=True)
class What:
    """What a package holds and what it leaves out."""

    included: tuple[str, ...]
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class OfferBlock:
    """What would go to one partner; with a refusal nothing would."""

    partner_id: UUID
    partner: str
    body: str
    refusal: str
    what: What


def partner(row: PartnerRow, today: date) -> PartnerLine:
    """Give one partner's line."""
    active = row.is_active(today)
    status = str(row.status.label) if active or row.status != "active" else "Outside its dates"
    colour = "govuk-tag--green" if active else "govuk-tag--grey"
    wish = bodies().get(row.body, row.body)
    return PartnerLine(row.id, row.name, status, colour, row.valid_from, row.valid_until, row.recipient, wish)


def partners(rows: Iterable[PartnerRow], today: date) -> list[PartnerLine]:
    """Give the table of partners."""
    return [partner(row, today) for row in rows]


def packages(rows: Iterable[PackageRow]) -> list[PackageLine]:
    """Give the table of packages."""
    return [line(row) for row in rows]


def line(row: PackageRow) -> PackageLine:
    """Give one package's line."""
    return PackageLine(
        row.id,
        row.reference,
        row.partner.name,
        row.prepared_at,
        row.prepared_by_name,
        str(row.stage.label),
        COLOURS[row.stage],
    )


def facts(row: PackageRow) -> list[Fact]:
    """Give what is known of a package by now."""
    judged = "Declined by" if row.stage is PackageStage.DECLINED else "Approved by"
    found = [
        Fact("Partner", row.partner.name),
        Fact("Rests on the wish about", bodies().get(row.partner.body, row.partner.body)),
        Fact("Conditions", row.conditions or "None"),
        Fact("Prepared by", _by(row.prepared_by_name, row.prepared_at)),
        Fact(judged, _by(row.judged_by_name, row.judged_at)),
        Fact("Reason for declining", row.reason),
        Fact("What failed", str(row.failure.label) if row.failure else ""),
        Fact("Size", f"{row.bytes:,} bytes" if row.bytes else ""),
        Fact("SHA-256", row.sha256, exact=True),
    ]
    return [fact for fact in found if fact.value]


def what(included: Iterable[PieceRow], withheld: Iterable[PieceRow], reference: str) -> What:
    """Say in words what goes and what stays."""
    return What(
        tuple(_piece(piece, reference) for piece in included),
        tuple(Withheld(_piece(piece, reference), str(piece.ground.label)) for piece in withheld if piece.ground),
    )


def offer(row: PartnerRow, made: Offer, reference: str, bodies: Mapping[str, str]) -> OfferBlock:
    """Say what would go to one partner, and on which wish that rests."""
    refusal = str(made.refusal.label) if made.refusal else ""
    held = what(made.included, made.withheld, reference)
    return OfferBlock(row.id, row.name, bodies.get(row.body, row.body), refusal, held)


def why_not(row: PackageRow, officer: Officer) -> str:
    """Say why this officer cannot judge this package, if it waits for that."""
    return OWN if row.stage is PackageStage.PREPARED and row.prepared_by == officer.pk else ""


def _piece(piece: PieceRow, reference: str) -> str:
    if piece.exhibit:
        return f"File {reference}/{piece.exhibit.number}, {visible(piece.exhibit.original_name)}"
    if piece.piece is Piece.ACCOUNT:
        return "The account, with the questions as they were shown"
    return str(piece.piece.label)


def _by(name: str, at: datetime | None) -> str:
    return f"{name}, {at:%-d %B %Y, %H:%M} UTC" if at else ""
