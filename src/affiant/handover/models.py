"""The tables: organisations, what they handed over line by line, what was taken, what the person said themselves."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from affiant.handover.stages import Consent, Hindrance, Stage, Standing

HEX_ID: Final = 32
HEX_SHA256: Final = 64
NUMBER: Final = 64
UNDECIDED: Final = (Stage.RECEIVED, Stage.UNREADABLE, Stage.EXAMINED)


class Organisation(models.Model):
    """An organisation that sends or hands over reports; the id is the one that is signed into what it sends."""

    id = models.CharField(primary_key=True, max_length=HEX_ID)
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["name"], name="handover_organisation_name_once"),
            CheckConstraint(condition=~Q(name=""), name="handover_organisation_has_a_name"),
        ]


class Handover(models.Model):
    """A file that an organisation handed over; it is kept sealed, as it came, whatever is taken of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="handovers")
    file_name = models.TextField()
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=HEX_SHA256)
    how = models.TextField()  # who brought it, and how
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.RECEIVED)
    unreadable = models.TextField(blank=True)  # our sentence, without a word of the file
    beside = models.PositiveIntegerField(default=0)  # files in it that no line names
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    only_good = models.BooleanField(default=False)
    reason = models.TextField(blank=True)  # why it was not taken
    key_wrapped = models.TextField(blank=True, default="")  # what opens the parts, closed to the identity key
    key_closed_to = models.CharField(max_length=16, blank=True, default="")  # that key's fingerprint
    key_thrown_away_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True)  # when a worker was asked for, to look it through or to take it
    hindrance = models.CharField(max_length=12, choices=Hindrance.choices, blank=True, default="")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["organisation", "sha256"],
                condition=~Q(stage=Stage.DECLINED),
                name="handover_of_the_same_file_once",
            ),
            CheckConstraint(condition=Q(stage__in=Stage.values), name="handover_stage_known"),
            CheckConstraint(condition=Q(hindrance__in=["", *Hindrance.values]), name="handover_hindrance_known"),
            CheckConstraint(
                condition=Q(stage__in=UNDECIDED, decided_by__isnull=True, decided_at__isnull=True)
                | Q(stage__in=[Stage.TAKING, Stage.TAKEN], decided_by__isnull=False, decided_at__isnull=False)
                | (Q(stage=Stage.DECLINED, decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
                name="handover_decided_by_somebody",
            ),
            CheckConstraint(
                condition=Q(key_thrown_away_at__isnull=True) | Q(key_wrapped=""), name="handover_erased_has_no_key"
            ),
            CheckConstraint(
                condition=(Q(stage=Stage.TAKEN) & Q(finished_at__isnull=False))
                | (~Q(stage=Stage.TAKEN) & Q(finished_at__isnull=True)),
                name="handover_taken_is_finished",
            ),
        ]


class HandoverPart(models.Model):
    """One sealed part of the file; `start` is where its plain bytes begin."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="parts")
    index = models.PositiveIntegerField()
    start = models.PositiveBigIntegerField()
    plain_bytes = models.PositiveBigIntegerField()
    plain_sha256 = models.CharField(max_length=HEX_SHA256)
    sealed_sha256 = models.CharField(max_length=HEX_SHA256)

    class Meta:
        constraints = [UniqueConstraint(fields=["handover", "index"], name="handover_part_once")]


class Line(models.Model):
    """One line of the table as it was looked through: nothing of what it tells."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="lines")
    line = models.PositiveIntegerField()
    number = models.CharField(max_length=NUMBER, blank=True)  # the organisation's own; "" where it is none
    content_sha256 = models.CharField(max_length=HEX_SHA256, blank=True)
    standing = models.CharField(max_length=8, choices=Standing.choices)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["handover", "line"], name="handover_line_once"),
            CheckConstraint(condition=Q(standing__in=Standing.values), name="handover_line_standing_known"),
            CheckConstraint(
                condition=Q(standing=Standing.WRONG) | (~Q(number="") & ~Q(content_sha256="")),
                name="handover_line_to_take_is_known",
            ),
        ]


class LineFault(models.Model):
    """What is wrong with a line, in a sentence that repeats nothing of it."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="faults")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=20, blank=True)
    sentence = models.TextField()


class Claim(models.Model):
    """A number of an organisation that is taken, once and for all; the envelope's id stands before it is sealed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=NUMBER)
    content_sha256 = models.CharField(max_length=HEX_SHA256)
    envelope_id = models.CharField(max_length=HEX_ID)
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="claim")
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["organisation", "number"], name="claim_number_once"),
            UniqueConstraint(fields=["envelope_id"], name="claim_envelope_once"),
            CheckConstraint(
                condition=Q(referral__isnull=True, taken_at__isnull=True)
                | Q(referral__isnull=False, taken_at__isnull=False),
                name="claim_taken_is_a_referral",
            ),
        ]


class ConsentHeard(models.Model):
    """What the person themselves said of the report, as an officer learned it; never changed, the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=8, choices=Consent.choices)
    how = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(said__in=Consent.values), name="consent_heard_known"),
            CheckConstraint(condition=~Q(how=""), name="consent_heard_somehow"),
        ]
