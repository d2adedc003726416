"""The tables of referrals: what came in, what was written back, what was set aside."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from affiant.referrals.annotations import Note, Safeguarding, SavedView, Task, Translation
from affiant.referrals.contacts import Contact, ContactKey, ContactTrace
from affiant.referrals.enclosures import Enclosure
from affiant.referrals.findings import QuarantineCode
from affiant.referrals.kinds import Form, Route, State, What
from affiant.referrals.stages import Direction, LetterKind, Stage

__all__ = [
    "Contact",
    "ContactKey",
    "ContactTrace",
    "Enclosure",
    "Letter",
    "Message",
    "Note",
    "Quarantine",
    "ReferenceCounter",
    "Referral",
    "Safeguarding",
    "SavedView",
    "Stuck",
    "Submission",
    "Task",
    "Translation",
    "Wish",
]

HEX_ID: Final = 32
HEX_SHA256: Final = 64
MAILBOX: Final = 62  # age1 and 58 letters
# The index of the queue that begins with each filter.
QUEUE_INDEXES: Final = {
    "stage": "referral_queue",
    "language": "referral_in_language",
    "path": "referral_by_path",
    "situation": "referral_by_situation",
    "assigned_to": "referral_of_officer",
    "route": "referral_by_route",
}


def _in_order(column: str, first: str = "") -> list[str]:
    """Return the columns of an index in the order of `column`: first one filter, at the end all the others."""
    return [*([first] if first else []), column, "id", *(name for name in QUEUE_INDEXES if name != first)]


class ReferenceCounter(models.Model):
    """The last number given to a referral in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Referral(models.Model):
    """All that one reporter sent under one return code, and where the work on it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16)
    mailbox = models.CharField(max_length=MAILBOX)
    mailbox_tag = models.CharField(max_length=HEX_ID)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.RECEIVED)
    language = models.CharField(max_length=35)
    received_at = models.DateTimeField()
    last_heard_at = models.DateTimeField()
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    rehearsal = models.BooleanField(default=False)
    path = models.CharField(max_length=12, blank=True, default="")
    child = models.BooleanField(default=False)
    danger = models.BooleanField(default=False)
    young_unsafe = models.BooleanField(default=False)
    flagged = models.BooleanField(default=False)
    flags_raised_at = models.DateTimeField(null=True)  # while nobody has acknowledged them
    situation = models.CharField(max_length=40, blank=True, default="")  # an appeal of the unit profile
    due_at = models.DateTimeField(null=True)  # while the operator's clock runs: see deadlines.py
    clock_began_at = models.DateTimeField(null=True)  # so that a changed deadline reaches old clocks too
    withdrawn_at = models.DateTimeField(null=True)
    unanswered_since = models.DateTimeField(null=True)  # while a message of the person waits for an answer
    review_on = models.DateField(null=True)  # while it is suspended: the day that the decision named
    stirred_at = models.DateTimeField(null=True)  # when something first came since it was suspended
    wished_in = models.ForeignKey("referrals.Submission", on_delete=models.PROTECT, null=True, related_name="+")
    told = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    route = models.CharField(max_length=12, choices=Route.choices, default=Route.PUBLIC)
    sender = models.CharField(max_length=HEX_ID, blank=True, default="")  # the organisation that signed for it

    class Meta:
        constraints = [
            UniqueConstraint(fields=["reference"], name="referral_reference_once"),
            UniqueConstraint(fields=["mailbox"], name="referral_mailbox_once"),
            CheckConstraint(condition=Q(stage__in=Stage.values), name="referral_stage_known"),
            CheckConstraint(
                condition=~Q(stage=Stage.RECEIVED) | Q(assigned_to__isnull=True), name="referral_unread_is_nobodys"
            ),
            CheckConstraint(condition=Q(told__in=State.values), name="referral_told_known"),
            CheckConstraint(condition=Q(route__in=Route.values), name="referral_route_known"),
            CheckConstraint(
                condition=Q(route=Route.PUBLIC, sender="") | (~Q(route=Route.PUBLIC) & ~Q(sender="")),
                name="referral_sent_by_an_organisation",
            ),
            CheckConstraint(
                condition=Q(due_at__isnull=True, clock_began_at__isnull=True)
                | Q(due_at__isnull=False, clock_began_at__isnull=False),
                name="referral_clock_has_its_beginning",
            ),
            CheckConstraint(
                condition=Q(stage=Stage.SUSPENDED, review_on__isnull=False)
                | (~Q(stage=Stage.SUSPENDED) & Q(review_on__isnull=True, stirred_at__isnull=True)),
                name="referral_suspended_until_a_day",
            ),
            CheckConstraint(
                condition=Q(flagged=False, child=False, danger=False, young_unsafe=False)
                | (Q(flagged=True) & (Q(child=True) | Q(danger=True) | Q(young_unsafe=True))),
                name="referral_flagged_when_a_flag_is_up",
            ),
        ]
        # One index for each filter of the queue, in the queue's order. What else can be asked for stands behind it, so
        # that rows which do not fit are passed over within the index: a page costs the same at a million referrals.
        indexes = [
            Index(fields=_in_order("received_at"), name="referral_by_age"),
            Index(fields=_in_order("last_heard_at"), name="referral_by_last_word"),
            *(Index(fields=_in_order("received_at", first), name=name) for first, name in QUEUE_INDEXES.items()),
            Index(
                fields=[*_in_order("due_at"), "received_at"],
                condition=Q(due_at__isnull=False),
                name="referral_by_deadline",
            ),
            Index(
                fields=[*_in_order("received_at"), "due_at"],
                condition=Q(due_at__isnull=False),
                name="referral_to_do",
            ),
            Index(
                fields=[*_in_order("received_at"), "child", "danger", "young_unsafe"],
                condition=Q(flagged=True),
                name="referral_flagged",
            ),
            Index(fields=_in_order("received_at"), condition=Q(withdrawn_at__isnull=False), name="referral_withdrawn"),
            Index(fields=["stage", "received_at", "id"], condition=Q(assigned_to__isnull=True), name="referral_let_go"),
            Index(
                fields=["flags_raised_at", "id"],
                condition=Q(flags_raised_at__isnull=False),
                name="referral_flags_waiting",
            ),
            Index(
                fields=["unanswered_since", "id"],
                condition=Q(unanswered_since__isnull=False),
                name="referral_unanswered",
            ),
            Index(fields=["review_on", "id"], condition=Q(review_on__isnull=False), name="referral_review"),
            Index(fields=["review_on", "id"], condition=Q(stirred_at__isnull=False), name="referral_stirred"),
            Index(
                fields=["review_on", "id"],
                condition=Q(review_on__isnull=False, stirred_at__isnull=True),
                name="referral_quiet",
            ),
        ]


class Submission(models.Model):
    """One envelope that checked out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope_id = models.CharField(max_length=HEX_ID)
    envelope_sha256 = models.CharField(max_length=HEX_SHA256)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=8, choices=[("report", "report"), ("message", "message")])
    form = models.CharField(max_length=10, choices=Form.choices)
    language = models.CharField(max_length=35)
    sent_at = models.DateTimeField()
    collected_at = models.DateTimeField()
    answers = models.TextField()  # the opened answers document, canonical JSON, word for word
    answers_sealed = models.CharField(max_length=HEX_SHA256)
    contact_sealed = models.CharField(max_length=HEX_SHA256)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["envelope_id"], name="submission_envelope_once"),
            CheckConstraint(condition=Q(kind__in=["report", "message"]), name="submission_kind_known"),
            CheckConstraint(
                condition=Q(kind="report", form=Form.REPORT)
                | Q(kind="message", form__in=[Form.MESSAGE, Form.WISHES, Form.WITHDRAWAL]),
                name="submission_form_of_its_kind",
            ),
        ]


class Wish(models.Model):
    """One of the wishes that an envelope carries; the newest envelope's count, the others are its history."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="wishes")
    name = models.CharField(max_length=64)
    value = models.CharField(max_length=32)

    class Meta:
        constraints = [UniqueConstraint(fields=["submission", "name"], name="wish_once")]


class Message(models.Model):
    """A message between the reporter and the team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=8, choices=Direction.choices)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, null=True, related_name="message")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(direction=Direction.INCOMING, by__isnull=True, submission__isnull=False)
                | Q(direction=Direction.OUTGOING, by__isnull=False, submission__isnull=True),
                name="message_has_its_author",
            ),
        ]


class Letter(models.Model):
    """A letter that a mailbox is owed: a row until it lies in the outbox, so that none is lost."""

    id = models.CharField(primary_key=True, max_length=HEX_ID)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=15, choices=LetterKind.choices)
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, null=True, related_name="letter")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="letter")
    state = models.CharField(max_length=12, choices=State.choices, blank=True)
    shared_to = models.CharField(max_length=200, blank=True)
    shared_on = models.DateField(null=True)
    shared_what = models.CharField(max_length=16, choices=What.choices, blank=True)
    language = models.CharField(max_length=35, blank=True, default="")  # of a message, where it is not the referral's
    asks = models.BooleanField(default=False)  # whether a message asks something back
    written_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(kind=LetterKind.ACKNOWLEDGEMENT, submission__isnull=False, message__isnull=True)
                | Q(kind=LetterKind.MESSAGE, submission__isnull=True, message__isnull=False)
                | Q(kind__in=[LetterKind.STATUS, LetterKind.SHARED], submission__isnull=True, message__isnull=True),
                name="letter_has_its_cause",
            ),
            CheckConstraint(
                condition=Q(kind=LetterKind.MESSAGE) | Q(asks=False, language=""), name="letter_that_asks_is_a_message"
            ),
            CheckConstraint(
                condition=Q(kind=LetterKind.STATUS, state__in=State.values)
                | (~Q(kind=LetterKind.STATUS) & Q(state="")),
                name="letter_of_a_state_names_it",
            ),
            CheckConstraint(
                condition=(Q(kind=LetterKind.SHARED, shared_on__isnull=False, shared_what__in=What.values))
                | (~Q(kind=LetterKind.SHARED) & Q(shared_on__isnull=True, shared_to="", shared_what="")),
                name="letter_of_a_sharing_names_it",
            ),
        ]
        indexes = [Index(fields=["written_at"], condition=Q(posted_at__isnull=True), name="letter_waiting")]


class Quarantine(models.Model):
    """An envelope that did not check out: kept, entered in the ledger and shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope_id = models.CharField(max_length=HEX_ID)
    code = models.CharField(max_length=4, choices=[(code.value, code.name) for code in QuarantineCode])
    place = models.CharField(max_length=80)
    found_at = models.DateTimeField()
    moved = models.BooleanField(default=False)  # from the inbox to the quarantine folder

    class Meta:
        constraints = [
            UniqueConstraint(fields=["envelope_id"], condition=Q(moved=False), name="quarantine_one_in_the_inbox"),
            CheckConstraint(
                condition=Q(code__in=[code.value for code in QuarantineCode]), name="quarantine_code_known"
            ),
        ]


class Stuck(models.Model):
    """An envelope in the inbox that the courier could neither take nor set aside: something failed on our side."""

    envelope_id = models.CharField(primary_key=True, max_length=HEX_ID)
    since = models.DateTimeField()
    last_tried_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=1)
