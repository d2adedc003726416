"""The tables of referrals: what came in, what was written back, what was set aside."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from affiant.referrals.findings import QuarantineCode
from affiant.referrals.stages import Direction, LetterKind, Stage

HEX_ID: Final = 32
HEX_SHA256: Final = 64
MAILBOX: Final = 62  # age1 and 58 letters


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

    class Meta:
        constraints = [
            UniqueConstraint(fields=["reference"], name="referral_reference_once"),
            UniqueConstraint(fields=["mailbox"], name="referral_mailbox_once"),
            CheckConstraint(condition=Q(stage__in=Stage.values), name="referral_stage_known"),
            CheckConstraint(
                condition=Q(stage=Stage.RECEIVED, assigned_to__isnull=True)
                | (~Q(stage=Stage.RECEIVED) & Q(assigned_to__isnull=False)),
                name="referral_assigned_once_taken_on",
            ),
        ]
        indexes = [Index(fields=["stage", "received_at"], name="referral_queue")]


class Submission(models.Model):
    """One envelope that checked out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope_id = models.CharField(max_length=HEX_ID)
    envelope_sha256 = models.CharField(max_length=HEX_SHA256)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=8, choices=[("report", "report"), ("message", "message")])
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
        ]


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
    written_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(kind=LetterKind.ACKNOWLEDGEMENT, submission__isnull=False, message__isnull=True)
                | Q(kind=LetterKind.MESSAGE, submission__isnull=True, message__isnull=False),
                name="letter_has_its_cause",
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
