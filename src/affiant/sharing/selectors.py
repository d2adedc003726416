"""Reading partners and packages, and what the reporter's wishes let go to a partner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from affiant.evidence import selectors as evidence
from affiant.evidence.selectors import ExhibitRow
from affiant.ground.accounts.selectors import display_names
from affiant.handover import selectors as handover
from affiant.handover.stages import Consent
from affiant.referrals import people
from affiant.referrals import selectors as referrals
from affiant.referrals.kinds import Form, Route
from affiant.referrals.selectors import SubmissionRow, Wishes
from affiant.sharing.errors import NoSuchPackage, NoSuchPartner
from affiant.sharing.models import Package, PackageItem, Partner
from affiant.sharing.stages import Failure, Ground, PackageStage, PartnerStatus, Piece

FORGOTTEN_AFTER: Final = timedelta(hours=1)  # a writer that has not reported by then is taken for dead

# What each answer to "may this go to them" lets go, and what it holds back (R11).
OTHERS: Final = {"states": "Authorities of other States", "support": "Organisations that support people"}
_REFUSALS: Final = {"ask_first": Ground.ASK_FIRST, "no": Ground.REFUSED}
_ALLOWING: Final = frozenset({"yes", "yes_without_me"})


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner and the days between which packages may go to it."""

    id: UUID
    name: str
    status: PartnerStatus
    valid_from: date
    valid_until: date | None
    recipient: str
    body: str  # the wish that says what may go to it: a body of the unit profile, `states` or `support`

    def is_active(self, on: date) -> bool:
        """Answer whether a package may go to the partner on that day."""
        ends = self.valid_until or on
        return self.status is PartnerStatus.ACTIVE and self.valid_from <= on <= ends


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One piece: included if `ground` is None. `exhibit` is set for files, `submission_id` for accounts and contact."""

    piece: Piece
    ground: Ground | None
    submission_id: UUID | None = None
    exhibit: ExhibitRow | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What would go to a partner now; with a `refusal` nothing may, and both lists are empty."""

    included: tuple[PieceRow, ...] = ()
    withheld: tuple[PieceRow, ...] = ()
    refusal: Ground | None = None


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package with the names of those who had a hand in it."""

    id: UUID
    referral_id: UUID
    reference: str
    partner: PartnerRow
    stage: PackageStage
    conditions: str
    prepared_by: UUID
    prepared_by_name: str
    prepared_at: datetime
    judged_by: UUID | None
    judged_by_name: str
    judged_at: datetime | None
    reason: str
    failure: Failure | None
    written_at: datetime | None
    taken_at: datetime | None  # for the first time
    sha256: str
    bytes: int | None


@dataclass(frozen=True, slots=True)
class PackagePage:
    """A package and the pieces that it was prepared with."""

    row: PackageRow
    included: tuple[PieceRow, ...]
    withheld: tuple[PieceRow, ...]


def partners() -> list[PartnerRow]:
    """Return every partner, by name."""
    return [_partner_row(partner) for partner in Partner.objects.order_by("name")]


def bodies() -> dict[str, str]:
    """Return each wish that a partner can rest on, with its name: the profile's bodies, other States, support."""
    return {"icc": "International Criminal Court", **settings.AFFIANT.bodies, **OTHERS}


def partner(partner_id: UUID) -> PartnerRow:
    """Return one partner.

    Raises:
        NoSuchPartner: no partner has this id.
    """
    found = Partner.objects.filter(pk=partner_id).first()
    if found is None:
        raise NoSuchPartner(str(partner_id))
    return _partner_row(found)


def what_would_be_shared(referral_id: UUID, body: str) -> Offer:
    """Return what the reporter's wishes let go to this body, piece by piece (R11).

    The account and the files go with "yes" and "yes_without_me"; names and ways of contact only with "yes". The
    correspondence never goes; a later envelope that brought files and no words is no correspondence. Changed wishes
    go along, as the proof of what the sharing rests on. After a withdrawal nothing goes, nor where the person for whom
    somebody else sent the report was heard to refuse it.

    Raises:
        NoSuchReferral: no referral has this id.
    """
    if referrals.referral(referral_id).withdrawn_at is not None:
        return Offer(refusal=Ground.WITHDRAWN)
    submissions = referrals.submissions_of(referral_id)
    history = referrals.wish_history(submissions)
    refusal = _heard_otherwise(referral_id, history) or refusal_of(history[0].on(body) if history else "")
    if refusal is not None:
        return Offer(refusal=refusal)
    pieces = _pieces(referral_id, submissions, history, body)
    return Offer(
        included=tuple(piece for piece in pieces if piece.ground is None),
        withheld=tuple(piece for piece in pieces if piece.ground is not None),
    )


def _heard_otherwise(referral_id: UUID, history: Sequence[Wishes]) -> Ground | None:
    """Return why nothing goes by what the person themselves was heard to say of a report that others sent (R15).

    Their refusal counts whoever sent it; an organisation's word that they agreed, until the person says otherwise.
    Wishes that come later with the return code are newer than both.
    """
    said, at = handover.heard_last(referral_id) or (Consent.YES, None)
    wished_at = history[0].said_at if history and history[0].form is Form.WISHES else None
    if said is Consent.YES or (at and wished_at and wished_at > at):
        return None
    if said is Consent.NO:
        return Ground.REFUSED
    return None if referrals.referral(referral_id).route is Route.PUBLIC else Ground.UNANSWERED


def refusal_of(wish: str) -> Ground | None:
    """Return why an answer to "may this go to them" lets nothing go, or None if it lets something."""
    return None if wish in _ALLOWING else _REFUSALS.get(wish, Ground.UNANSWERED)


def packages(*, referral_id: UUID | None = None, stages: Iterable[PackageStage] = ()) -> list[PackageRow]:
    """Return packages, the latest first; three queries."""
    wanted = Q() if referral_id is None else Q(referral_id=referral_id)
    if asked := frozenset(stages):
        wanted &= Q(stage__in=asked)
    found = list(Package.objects.filter(wanted).select_related("partner", "referral").order_by("-prepared_at"))
    names = display_names(one for package in found for one in (package.prepared_by_id, package.judged_by_id))
    return [_package_row(package, names) for package in found]


def package(package_id: UUID) -> PackagePage:
    """Return one package with its pieces.

    Raises:
        NoSuchPackage: no package has this id.
    """
    found = Package.objects.filter(pk=package_id).select_related("partner", "referral").first()
    if found is None:
        raise NoSuchPackage(str(package_id))
    row = _package_row(found, display_names([found.prepared_by_id, found.judged_by_id]))
    pieces = _stored_pieces(found)
    return PackagePage(
        row=row,
        included=tuple(piece for piece in pieces if piece.ground is None),
        withheld=tuple(piece for piece in pieces if piece.ground is not None),
    )


def unqueued(at: datetime) -> list[UUID]:
    """Return the approved packages that no writer was asked for, or whose writer has not been heard of."""
    waiting = Q(queued_at__isnull=True) | Q(queued_at__lt=at - FORGOTTEN_AFTER)
    found = Package.objects.filter(waiting, stage=PackageStage.APPROVED).order_by("judged_at")
    return list(found.values_list("pk", flat=True))


def file_of(package_id: UUID) -> Path:
    """Return where a written package lies, or would lie."""
    return Path(settings.AFFIANT.casework_dir) / "packages" / f"{package_id}.tar.age"


def _pieces(
    referral_id: UUID, submissions: Sequence[SubmissionRow], history: Sequence[Wishes], body: str
) -> list[PieceRow]:
    wish = history[0].on(body)
    reports = {one.id: _own_wish(one, history, body) for one in submissions if one.form is Form.REPORT}
    accounts = {
        one.id: refusal_of(reports[one.id]) if one.id in reports else None for one in submissions if _is_account(one)
    }
    erased = {row.submission_id for row in people.people_of(referral_id) if row.erased}
    contacts = {each: _contact_ground(own, wish, erased=each in erased) for each, own in reports.items()}
    return [
        *(PieceRow(Piece.ACCOUNT, ground, submission) for submission, ground in accounts.items()),
        *(PieceRow(Piece.CONTACT, ground, submission) for submission, ground in contacts.items()),
        *(_exhibit_piece(exhibit, accounts) for exhibit in evidence.exhibits_of(referral_id)),
        PieceRow(Piece.MESSAGES, Ground.CORRESPONDENCE),
    ]


def _own_wish(report: SubmissionRow, history: Sequence[Wishes], body: str) -> str:
    """Return what was wished for one report: with it, or by the newest change of wishes after it."""
    changed = (one for one in history if one.form is Form.WISHES and one.said_at and one.said_at > report.sent_at)
    own = next(changed, None) or next(one for one in history if one.submission_id == report.id)
    return own.on(body)


def _exhibit_piece(exhibit: ExhibitRow, accounts: Mapping[UUID, Ground | None]) -> PieceRow:
    return PieceRow(Piece.EXHIBIT, accounts.get(exhibit.submission_id, Ground.CORRESPONDENCE), exhibit=exhibit)


def _contact_ground(own: str, wish: str, *, erased: bool) -> Ground | None:
    if own == wish == "yes":
        return Ground.ERASED if erased else None
    return refusal_of(own) or Ground.WITHOUT_ME


def _is_account(submission: SubmissionRow) -> bool:
    if submission.form in {Form.REPORT, Form.WISHES}:
        return True
    return bool(submission.document.files) and not any(answer.answer for answer in submission.document.answers)


def _stored_pieces(package: Package) -> list[PieceRow]:
    items = list(PackageItem.objects.filter(package=package).order_by("pk"))
    exhibits = {row.id: row for row in evidence.exhibits(item.exhibit_id for item in items if item.exhibit_id)}
    return [
        PieceRow(
            piece=Piece(item.piece),
            ground=Ground(item.ground) if item.ground else None,
            submission_id=item.submission_id,
            exhibit=exhibits[item.exhibit_id] if item.exhibit_id else None,
        )
        for item in items
    ]


def _partner_row(partner: Partner) -> PartnerRow:
    return PartnerRow(
        partner.pk,
        partner.name,
        PartnerStatus(partner.status),
        partner.valid_from,
        partner.valid_until,
        partner.recipient,
        partner.body,
    )


def _package_row(package: Package, names: dict[UUID, str]) -> PackageRow:
    return PackageRow(
        id=package.pk,
        referral_id=package.referral_id,
        reference=package.referral.reference,
        partner=_partner_row(package.partner),
        stage=PackageStage(package.stage),
        conditions=package.conditions,
        prepared_by=package.prepared_by_id,
        prepared_by_name=names.get(package.prepared_by_id, ""),
        prepared_at=package.prepared_at,
        judged_by=package.judged_by_id,
        judged_by_name=names.get(package.judged_by_id, "") if package.judged_by_id else "",
        judged_at=package.judged_at,
        reason=package.reason,
        failure=Failure(package.failure) if package.failure else None,
        written_at=package.written_at,
        taken_at=package.taken_at,
        sha256=package.sha256,
        bytes=package.bytes,
    )
