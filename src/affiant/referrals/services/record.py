"""Recording an envelope that checked out: the rows, and last the ledger's entries."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from affiant.core import letters
from affiant.core.documents import AnswersDocument, unpad
from affiant.core.ledger.entries import Entry, Kind
from affiant.evidence import services as evidence
from affiant.ground.entering import enter
from affiant.referrals.models import Letter, Message, ReferenceCounter, Referral, Submission
from affiant.referrals.services.check import Checked
from affiant.referrals.stages import Direction, LetterKind

COURIER: Final = "system:courier"


@transaction.atomic
def record(*, checked: Checked, letter_id: str, at: datetime) -> tuple[UUID, UUID]:
    """Make the submission and all that hangs on it; return its id and its referral's.

    Raises:
        IntegrityError: the envelope, or the referral of its mailbox, was made by somebody else at this moment.
    """
    referral = _referral(checked, at)
    submission = _submission(checked, referral, at)
    if checked.header.kind == "message":
        _message(checked, submission)
    Letter.objects.create(
        id=letter_id, referral=referral, kind=LetterKind.ACKNOWLEDGEMENT, submission=submission, written_at=at
    )
    evidence.admit(
        referral_id=referral.pk, submission_id=submission.pk, candidates=checked.candidates, by=COURIER, at=at
    )
    _enter(checked, submission, at)
    return submission.pk, referral.pk


def _referral(checked: Checked, at: datetime) -> Referral:
    mailbox = checked.header.mailbox
    known = Referral.objects.select_for_update().filter(mailbox=mailbox.text).first()
    if known is not None:
        known.last_heard_at = max(known.last_heard_at, checked.sent_at)
        known.save(update_fields=["last_heard_at"])
        return known
    return Referral.objects.create(
        reference=_reference(at.year),
        mailbox=mailbox.text,
        mailbox_tag=letters.mailbox_tag(mailbox),
        language=checked.answers.language,
        received_at=checked.sent_at,
        last_heard_at=checked.sent_at,
        rehearsal=checked.header.rehearsal,
    )


def _reference(year: int) -> str:
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year).update(last=F("last") + 1)
    return f"{year}-{ReferenceCounter.objects.get(year=year).last:06d}"


def _submission(checked: Checked, referral: Referral, at: datetime) -> Submission:
    return Submission.objects.create(
        envelope_id=checked.header.id,
        envelope_sha256=checked.envelope_sha256,
        referral=referral,
        kind=checked.header.kind,
        language=checked.answers.language,
        sent_at=checked.sent_at,
        collected_at=at,
        answers=unpad(checked.plain).decode(),
        answers_sealed=checked.header.answers.sha256,
        contact_sealed=checked.header.contact.sha256,
    )


def _message(checked: Checked, submission: Submission) -> None:
    Message.objects.create(
        referral=submission.referral,
        direction=Direction.INCOMING,
        text=_words(checked.answers),
        submission=submission,
        at=checked.sent_at,
    )


def _words(answers: AnswersDocument) -> str:
    """Return what was written; a database may refuse U+0000, and the document itself keeps it."""
    given = [answer.answer for answer in answers.answers]
    words = [text for one in given for text in ([one] if isinstance(one, str) else one) if text]
    return "\n\n".join(words).replace("\0", "\N{REPLACEMENT CHARACTER}")


def _enter(checked: Checked, submission: Submission, at: datetime) -> None:
    entry = Entry(
        kind=Kind.COLLECTION,
        act="referral.collected",
        about=str(submission.referral_id),
        by=COURIER,
        at=at,
        facts={
            "envelope": checked.header.id,
            "envelope_sha256": checked.envelope_sha256,
            "files": len(checked.candidates),
            "kind": checked.header.kind,
            "rehearsal": checked.header.rehearsal,
        },
    )
    enter(entry, answers=checked.plain)
