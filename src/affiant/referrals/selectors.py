"""Reading referrals. Pages with a witness's words go through services.read, which enters the consultation first."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from affiant.core import documents
from affiant.core.digests import Sha256
from affiant.evidence import selectors as evidence
from affiant.ground.accounts.selectors import display_names
from affiant.ground.ledger import selectors as ledger
from affiant.referrals.errors import NoSuchReferral
from affiant.referrals.findings import QuarantineCode
from affiant.referrals.models import Letter, Message, Quarantine, Referral, Stuck, Submission
from affiant.referrals.rows import (
    EVERYTHING,
    Glance,
    MessageRow,
    QuarantineRow,
    QueueFilters,
    QueueRow,
    ReferralPage,
    StuckRow,
    SubmissionRow,
    Wishes,
)
from affiant.referrals.stages import Direction, LetterKind, Stage

__all__ = [
    "Glance",
    "MessageRow",
    "QuarantineRow",
    "QueueFilters",
    "QueueRow",
    "ReferralPage",
    "StuckRow",
    "SubmissionRow",
    "Wishes",
    "acknowledged_at",
    "entry_of",
    "glances",
    "messages_of",
    "page",
    "quarantined",
    "queue",
    "queue_length",
    "referral",
    "stuck",
    "submission_of",
    "submissions_of",
    "waiting_letters",
    "wishes_of",
]


def queue(filters: QueueFilters = EVERYTHING, *, offset: int = 0, limit: int = 50) -> list[QueueRow]:
    """Return the referrals that pass the filters, the one that has waited longest first; two queries."""
    found = list(_filtered(filters).order_by("received_at", "reference")[offset : offset + limit])
    names = display_names(referral.assigned_to_id for referral in found)
    return [_queue_row(referral, names) for referral in found]


def queue_length(filters: QueueFilters = EVERYTHING) -> int:
    """Return how many referrals pass the filters."""
    return _filtered(filters).count()


def referral(referral_id: UUID) -> QueueRow:
    """Return one referral's row, without what it says.

    Raises:
        NoSuchReferral: no referral has this id.
    """
    found = Referral.objects.filter(pk=referral_id).first()
    if found is None:
        raise NoSuchReferral(str(referral_id))
    return _queue_row(found, display_names([found.assigned_to_id]))


def page(referral_id: UUID) -> ReferralPage:
    """Return all that a referral's page shows. Officers come here through services.read alone.

    Raises:
        NoSuchReferral: no referral has this id.
    """
    row = referral(referral_id)
    submissions = submissions_of(referral_id)
    return ReferralPage(
        row=row,
        submissions=tuple(submissions),
        wishes=_latest(submissions),
        exhibits=tuple(evidence.exhibits_of(referral_id)),
        messages=tuple(messages_of(referral_id)),
    )


def glances(ids: Iterable[UUID]) -> dict[UUID, Glance]:
    """Return these referrals in short; two queries for all of them."""
    wanted = set(ids)
    files = evidence.files_of(wanted)
    reports = Submission.objects.filter(referral_id__in=wanted, kind="report").order_by("sent_at", "collected_at")
    latest = {report.referral_id: _submission_row(report) for report in reports}
    return {each: _glance(latest.get(each), files.get(each, 0)) for each in wanted}


def submissions_of(referral_id: UUID) -> list[SubmissionRow]:
    """Return a referral's submissions, the oldest first; one query."""
    found = Submission.objects.filter(referral_id=referral_id).order_by("sent_at", "collected_at")
    return [_submission_row(submission) for submission in found]


def submission_of(envelope_id: str) -> SubmissionRow | None:
    """Return the submission that this envelope became, if it was collected."""
    found = Submission.objects.filter(envelope_id=envelope_id).first()
    return None if found is None else _submission_row(found)


def entry_of(referral_id: UUID, envelope_id: str) -> int:
    """Return the ledger position at which an envelope was collected.

    Raises:
        LookupError: it was not; collecting enters it in the submission's own transaction.
    """
    for entry in ledger.entries_about(str(referral_id)):
        if entry.act == "referral.collected" and entry.facts.get("envelope") == envelope_id:
            return entry.seq
    raise LookupError(envelope_id)


def wishes_of(referral_id: UUID) -> Wishes:
    """Return the reporter's wishes; one query."""
    return _latest(submissions_of(referral_id))


def messages_of(referral_id: UUID) -> list[MessageRow]:
    """Return the correspondence, the oldest first; two queries."""
    found = list(Message.objects.filter(referral_id=referral_id).select_related("letter").order_by("at", "id"))
    names = display_names(message.by_id for message in found)
    return [_message_row(message, names) for message in found]


def quarantined() -> list[QuarantineRow]:
    """Return the envelopes that were set aside, the latest first."""
    return [
        QuarantineRow(row.pk, row.envelope_id, QuarantineCode(row.code), row.place, row.found_at)
        for row in Quarantine.objects.order_by("-found_at")
    ]


def stuck() -> list[StuckRow]:
    """Return the envelopes that wait in the inbox because something fails on our side, the oldest first."""
    return [StuckRow(row.pk, row.since, row.last_tried_at, row.tries) for row in Stuck.objects.order_by("since")]


def waiting_letters() -> list[str]:
    """Return the ids of letters that do not lie in the outbox yet, the oldest first."""
    return list(Letter.objects.filter(posted_at__isnull=True).order_by("written_at").values_list("pk", flat=True))


def acknowledged_at(submission_id: UUID) -> datetime | None:
    """Return when the acknowledgement of a submission was put into the outbox; None while it waits."""
    letters = Letter.objects.filter(submission_id=submission_id, kind=LetterKind.ACKNOWLEDGEMENT)
    return letters.values_list("posted_at", flat=True).first()


def _filtered(filters: QueueFilters) -> QuerySet[Referral]:
    wanted = Q()
    if filters.stages:
        wanted &= Q(stage__in=filters.stages)
    if filters.assigned_to is not None:
        wanted &= Q(assigned_to_id=filters.assigned_to)
    if filters.unassigned:
        wanted &= Q(assigned_to__isnull=True)
    if filters.language:
        wanted &= Q(language=filters.language)
    if filters.reference:
        wanted &= Q(reference__icontains=filters.reference)
    return Referral.objects.filter(wanted)


def _latest(submissions: Iterable[SubmissionRow]) -> Wishes:
    reports = [submission.document.wishes for submission in submissions if submission.kind == "report"]
    wishes = reports[-1] if reports else {}
    return Wishes(contact=wishes.get("contact", "unanswered"), icc=wishes.get("icc", "unanswered"))


def _glance(report: SubmissionRow | None, files: int) -> Glance:
    answers = report.document.answers if report else ()
    known = next((answer.answer for answer in answers if answer.question == "know"), ())
    knowing = (known,) if isinstance(known, str) else known
    return Glance(tuple(value for value in knowing if value), files, _latest([report] if report else []))


def _queue_row(referral: Referral, names: dict[UUID, str]) -> QueueRow:
    assigned = referral.assigned_to_id
    return QueueRow(
        id=referral.pk,
        reference=referral.reference,
        stage=Stage(referral.stage),
        language=referral.language,
        received_at=referral.received_at,
        last_heard_at=referral.last_heard_at,
        assigned_to=assigned,
        assigned_name=names.get(assigned, "") if assigned else "",
        rehearsal=referral.rehearsal,
    )


def _submission_row(submission: Submission) -> SubmissionRow:
    return SubmissionRow(
        id=submission.pk,
        referral_id=submission.referral_id,
        envelope_id=submission.envelope_id,
        envelope_sha256=Sha256(submission.envelope_sha256),
        kind=submission.kind,
        sent_at=submission.sent_at,
        collected_at=submission.collected_at,
        answers_sealed=Sha256(submission.answers_sealed),
        contact_sealed=Sha256(submission.contact_sealed),
        document=documents.parse_answers(documents.pad(submission.answers.encode())),
    )


def _message_row(message: Message, names: dict[UUID, str]) -> MessageRow:
    letter = getattr(message, "letter", None)
    return MessageRow(
        id=message.pk,
        direction=Direction(message.direction),
        text=message.text,
        by_name=names.get(message.by_id, "") if message.by_id else "",
        at=message.at,
        posted_at=letter.posted_at if letter else None,
    )
