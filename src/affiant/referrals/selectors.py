"""Reading referrals. Pages with a witness's words go through services.read, which enters the consultation first."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from affiant.core import documents
from affiant.core.digests import Sha256
from affiant.evidence import selectors as evidence
from affiant.ground.accounts.selectors import display_names
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import papers
from affiant.referrals.consented import counted_wishes
from affiant.referrals.errors import NoSuchReferral
from affiant.referrals.findings import QuarantineCode
from affiant.referrals.kinds import Form, Route, State, What
from affiant.referrals.models import Letter, Message, Quarantine, Referral, Stuck, Submission, Wish
from affiant.referrals.queue import narrowed, row_of, rows_of
from affiant.referrals.rows import (
    EVERYTHING,
    EnclosureRow,
    Glance,
    LetterRow,
    MessageRow,
    NoteRow,
    QuarantineRow,
    QueueFilters,
    QueueRow,
    ReferralPage,
    SafeguardingRow,
    StuckRow,
    SubmissionRow,
    TaskRow,
    TranslationRow,
    Wishes,
)
from affiant.referrals.stages import Direction, LetterKind

__all__ = [
    "EnclosureRow",
    "Glance",
    "LetterRow",
    "MessageRow",
    "NoteRow",
    "QuarantineRow",
    "QueueFilters",
    "QueueRow",
    "ReferralPage",
    "SafeguardingRow",
    "StuckRow",
    "SubmissionRow",
    "TaskRow",
    "TranslationRow",
    "Wishes",
    "entry_of",
    "glances",
    "last_heard",
    "letters_of",
    "messages_of",
    "page",
    "quarantined",
    "queue",
    "queue_length",
    "references",
    "referral",
    "stuck",
    "submission_of",
    "submissions_of",
    "waiting_letters",
    "wish_history",
    "wishes_of",
]


LISTED = 1_000  # of what went wrong: a broken disk can make any number of it


def queue(filters: QueueFilters = EVERYTHING, *, limit: int = 50) -> list[QueueRow]:
    """Return the first referrals that pass the filters, the one that has waited longest first; two queries."""
    return rows_of(list(narrowed(filters).order_by("received_at", "id")[:limit]))


def queue_length(filters: QueueFilters = EVERYTHING) -> int:
    """Return how many referrals pass the filters, however many; the queue's page counts up to a bound instead."""
    return narrowed(filters).count()


def referral(referral_id: UUID) -> QueueRow:
    """Return one referral's row, without what it says.

    Raises:
        NoSuchReferral: no referral has this id.
    """
    found = Referral.objects.filter(pk=referral_id).first()
    if found is None:
        raise NoSuchReferral(str(referral_id))
    return row_of(found, display_names([found.assigned_to_id]))


def references(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the references of these referrals; one query."""
    return dict(Referral.objects.filter(pk__in=set(ids)).values_list("pk", "reference"))


def last_heard(ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Return when something last came from the reporters of these referrals; one query."""
    return dict(Referral.objects.filter(pk__in=set(ids)).values_list("pk", "last_heard_at"))


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
        wishes=tuple(wish_history(submissions)),
        exhibits=tuple(evidence.exhibits_of(referral_id)),
        messages=tuple(messages_of(referral_id)),
        letters=tuple(letters_of(referral_id)),
        safeguarding=tuple(papers.safeguarding_of(referral_id)),
        translations=tuple(papers.translations_of(referral_id)),
        notes=tuple(papers.notes_of(referral_id)),
        tasks=tuple(papers.tasks_of(referral_id)),
    )


def glances(ids: Iterable[UUID]) -> dict[UUID, Glance]:
    """Return these referrals in short; two queries for all of them."""
    wanted = set(ids)
    files = evidence.files_of(wanted)
    held: dict[UUID, dict[str, str]] = defaultdict(dict)
    newest = Referral.objects.filter(pk__in=wanted).values("wished_in")
    wishes = Wish.objects.filter(submission_id__in=newest).values_list("submission__referral_id", "name", "value")
    for each, name, value in wishes:
        held[each][name] = value
    return {each: Glance(files.get(each, 0), Wishes(held[each])) for each in wanted}


def submissions_of(referral_id: UUID) -> list[SubmissionRow]:
    """Return a referral's submissions, the oldest first; one query."""
    every = Submission.objects.filter(referral_id=referral_id).select_related("referral")
    found = every.order_by("sent_at", "collected_at")
    return [_submission_row(submission) for submission in found]


def submission_of(envelope_id: str) -> SubmissionRow | None:
    """Return the submission that this envelope became, if it was collected."""
    found = Submission.objects.filter(envelope_id=envelope_id).select_related("referral").first()
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
    """Return the reporter's newest wishes, which count; one query."""
    return next(iter(wish_history(submissions_of(referral_id))), Wishes())


def wish_history(submissions: Iterable[SubmissionRow]) -> list[Wishes]:
    """Return what was wished in each of these envelopes, the newest first."""
    return [
        Wishes(counted_wishes(one.document, one.route), one.sent_at, one.form, one.id)
        for one in reversed([*submissions])
        if one.form in {Form.REPORT, Form.WISHES}
    ]


def letters_of(referral_id: UUID) -> list[LetterRow]:
    """Return what was put, or waits to be put, into the reporter's mailbox, the oldest first; one query."""
    found = Letter.objects.filter(referral_id=referral_id).order_by("written_at", "id")
    return [
        LetterRow(
            kind=LetterKind(letter.kind),
            state=State(letter.state) if letter.state else None,
            shared_to=letter.shared_to,
            shared_what=What(letter.shared_what) if letter.shared_what else None,
            written_at=letter.written_at,
            posted_at=letter.posted_at,
        )
        for letter in found
    ]


def messages_of(referral_id: UUID) -> list[MessageRow]:
    """Return the correspondence, the oldest first; three queries."""
    messages = Message.objects.filter(referral_id=referral_id).select_related("letter")
    found = list(messages.prefetch_related("letter__enclosures").order_by("at", "id"))
    names = display_names(message.by_id for message in found)
    return [_message_row(message, names) for message in found]


def quarantined(most: int = LISTED) -> list[QuarantineRow]:
    """Return the envelopes that were set aside, the latest first, up to a bound."""
    return [
        QuarantineRow(row.pk, row.envelope_id, QuarantineCode(row.code), row.place, row.found_at)
        for row in Quarantine.objects.order_by("-found_at")[:most]
    ]


def stuck(most: int = LISTED) -> list[StuckRow]:
    """Return the envelopes that wait in the inbox because we fail to take them, the oldest first, up to a bound."""
    found = Stuck.objects.order_by("since")[:most]
    return [StuckRow(row.pk, row.since, row.last_tried_at, row.tries) for row in found]


def waiting_letters() -> list[str]:
    """Return the ids of letters that do not lie in the outbox yet, the oldest first."""
    return list(Letter.objects.filter(posted_at__isnull=True).order_by("written_at").values_list("pk", flat=True))


def _submission_row(submission: Submission) -> SubmissionRow:
    return SubmissionRow(
        id=submission.pk,
        referral_id=submission.referral_id,
        envelope_id=submission.envelope_id,
        envelope_sha256=Sha256(submission.envelope_sha256),
        kind=submission.kind,
        form=Form(submission.form),
        sent_at=submission.sent_at,
        collected_at=submission.collected_at,
        answers_sealed=Sha256(submission.answers_sealed),
        contact_sealed=Sha256(submission.contact_sealed),
        document=documents.parse_answers(documents.pad(submission.answers.encode())),
        route=Route(submission.referral.route),
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
        letter=letter.pk if letter else "",
        language=letter.language if letter else "",
        asks=letter.asks if letter else False,
        files=_enclosures(letter) if letter else (),
    )


def _enclosures(letter: Letter) -> tuple[EnclosureRow, ...]:
    held = sorted(letter.enclosures.all(), key=lambda one: one.number)
    return tuple(EnclosureRow(one.number, one.name, one.type, one.bytes, Sha256(one.sealed_sha256)) for one in held)
