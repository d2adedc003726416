"""Recording an envelope that checked out: the rows, and last the ledger's entries."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from affiant.core import letters
from affiant.core.documents import AnswersDocument, unpad
from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.evidence import services as evidence
from affiant.ground.entering import COURIER, enter
from affiant.referrals.consented import counted_wishes
from affiant.referrals.deadlines import due_at
from affiant.referrals.kinds import Flag, Form, Route
from affiant.referrals.models import Letter, Message, ReferenceCounter, Referral, Submission, Wish
from affiant.referrals.services.check import Checked
from affiant.referrals.services.closing import Closing, keep_contact
from affiant.referrals.services.said import form_of, said_in
from affiant.referrals.stages import Direction, LetterKind, Stage


@transaction.atomic
def record(*, checked: Checked, closing: Closing, letter_id: str, at: datetime) -> tuple[UUID, UUID]:
    """Make the submission and all that hangs on it; return its id and its referral's.

    Raises:
        IntegrityError: the envelope, or the referral of its mailbox, was made by somebody else at this moment.
        KeyThrownAway: the key that the names were closed to was thrown away at this moment.
    """
    referral = _referral(checked, at)
    submission = _submission(checked, referral, at)
    keep_contact(closing, submission, sealed_to=checked.header.identity, at=at)
    if submission.form == Form.MESSAGE:
        _message(checked, submission)
    _keep_wishes(checked, submission)
    _bring_up(checked, submission, at)
    if checked.route is not Route.IMPORT:  # nobody holds the key of the mailbox that it names
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
        due_at=due_at(Stage.RECEIVED, checked.sent_at),
        clock_began_at=checked.sent_at,
        last_heard_at=checked.sent_at,
        rehearsal=checked.header.rehearsal,
        route=checked.route,
        sender=checked.header.sender,
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
        form=form_of(checked.answers),
        language=checked.answers.language,
        sent_at=checked.sent_at,
        collected_at=at,
        answers=unpad(checked.plain).decode(),
        answers_sealed=checked.header.answers.sha256,
        contact_sealed=checked.header.contact.sha256,
    )


def _keep_wishes(checked: Checked, submission: Submission) -> None:
    if submission.form not in {Form.REPORT, Form.WISHES}:
        return
    counted = counted_wishes(checked.answers, checked.route)
    held = {name.replace("\0", "")[:64]: value.replace("\0", "")[:32] for name, value in counted.items()}
    Wish.objects.bulk_create(Wish(submission=submission, name=name, value=value) for name, value in held.items())


def _bring_up(checked: Checked, submission: Submission, at: datetime) -> None:
    """Bring the referral's own columns up to what this envelope says; envelopes may come out of their order."""
    referral = submission.referral
    forms = {Form.REPORT, Form.WISHES}
    if submission.form in forms and submission.pk == _newest(referral, forms):
        referral.wished_in = submission
    if submission.form == Form.WITHDRAWAL and referral.withdrawn_at is None:
        referral.withdrawn_at = checked.sent_at
    if submission.form == Form.MESSAGE and referral.unanswered_since is None:
        referral.unanswered_since = checked.sent_at
    if referral.stage == Stage.SUSPENDED and referral.stirred_at is None:
        referral.stirred_at = at
    if submission.form == Form.REPORT:
        _bring_up_flags(checked, submission, at)
        if checked.route is not Route.PUBLIC:  # a message of theirs may have been collected first
            referral.route, referral.sender = checked.route, checked.header.sender
    referral.save()


def _bring_up_flags(checked: Checked, submission: Submission, at: datetime) -> None:
    """Take the path and the flags of the newest report; an older one that comes late can raise flags, not lower any."""
    referral, said = submission.referral, said_in(checked.answers)
    newest = submission.pk == _newest(referral, {Form.REPORT})
    referral.path = said.path if newest else referral.path
    for flag in Flag:
        setattr(referral, flag.value, flag in said.flags or (not newest and getattr(referral, flag.value)))
    referral.flagged = any(getattr(referral, flag.value) for flag in Flag)
    if said.flags and referral.flags_raised_at is None:
        referral.flags_raised_at = at


def _newest(referral: Referral, forms: set[Form]) -> UUID | None:
    found = Submission.objects.filter(referral=referral, form__in=forms).order_by("-sent_at", "-collected_at")
    return found.values_list("pk", flat=True).first()


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
    facts: dict[str, Fact] = {
        "envelope": checked.header.id,
        "envelope_sha256": checked.envelope_sha256,
        "files": len(checked.candidates),
        "form": submission.form,
        "kind": checked.header.kind,
        "rehearsal": checked.header.rehearsal,
        "route": checked.route.value,
    }
    if checked.header.sender:
        facts["sender"] = checked.header.sender
    if counted_wishes(checked.answers, checked.route) != checked.answers.wishes:
        facts["wishes_not_theirs"] = True
    if submission.form == Form.REPORT and (flags := said_in(checked.answers).flags):
        facts["flags"] = sorted(flag.value for flag in flags)
    enter(_entry(submission, Kind.COLLECTION, "referral.collected", facts, at), answers=checked.plain)
    if submission.form == Form.WITHDRAWAL:
        facts = {"envelope": checked.header.id}
        enter(_entry(submission, Kind.ALTERATION, "referral.withdrawn", facts, at))
    if submission.form == Form.WISHES:
        facts = {"envelope": checked.header.id}
        enter(_entry(submission, Kind.ALTERATION, "referral.wishes_changed", facts, at))


def _entry(submission: Submission, kind: Kind, act: str, facts: dict[str, Fact], at: datetime) -> Entry:
    return Entry(kind=kind, act=act, about=str(submission.referral_id), by=COURIER, at=at, facts=facts)
