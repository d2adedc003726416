"""The tables of exhibits and of the sealed parts that they are kept in."""

import uuid
from typing import Final

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from affiant.evidence.reading.outcomes import Outcome

HEX_SHA256: Final = 64


class Exhibit(models.Model):
    """One file that a reporter sent; its name and type are claims, its digest is a fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey("referrals.Submission", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # within the referral, from 1
    file_number = models.PositiveIntegerField()  # within the submission, as its answers list it
    original_name = models.TextField()
    claimed_type = models.TextField()
    looks_like = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=HEX_SHA256)
    stated_sha256 = models.CharField(max_length=HEX_SHA256, blank=True, default="")  # by the browser, before it sent
    spoken = models.BooleanField(default=False)  # a first account in the person's own voice
    admitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["referral", "number"], name="exhibit_number_once"),
            UniqueConstraint(fields=["submission", "file_number"], name="exhibit_file_once"),
            CheckConstraint(condition=Q(number__gte=1), name="exhibit_numbered_from_one"),
        ]
        indexes = [Index(fields=["sha256"], name="exhibit_by_digest")]


class ExhibitPart(models.Model):
    """One sealed part of an exhibit; `start` is where its plain bytes begin."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="parts")
    index = models.PositiveIntegerField()
    name = models.CharField(max_length=16)
    start = models.PositiveBigIntegerField()
    plain_bytes = models.PositiveBigIntegerField()
    plain_sha256 = models.CharField(max_length=HEX_SHA256)
    sealed_sha256 = models.CharField(max_length=HEX_SHA256)

    class Meta:
        constraints = [UniqueConstraint(fields=["exhibit", "index"], name="exhibit_part_once")]


class ExhibitText(models.Model):
    """The text of an exhibit that is plain text, for the search alone: the exhibit itself is the evidence."""

    exhibit = models.OneToOneField(Exhibit, on_delete=models.CASCADE, related_name="text")
    encoding = models.CharField(max_length=16, blank=True)  # as which it was read; empty: it is no text
    text = models.TextField(blank=True)  # of the beginning, see services.read_texts
    read_at = models.DateTimeField()

    class Meta:
        constraints = [CheckConstraint(condition=~Q(encoding="") | Q(text=""), name="exhibit_text_has_encoding")]


class TextRequest(models.Model):
    """That a machine is to read the text of an exhibit; gone as soon as it is settled what came of it."""

    exhibit = models.OneToOneField(Exhibit, on_delete=models.CASCADE, primary_key=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)  # that were begun; one that is killed counts
    queued_at = models.DateTimeField(null=True, db_index=True)  # when a worker was asked for


class DerivedText(models.Model):
    """What came of reading an exhibit: its text, sealed in the store, or why there is none; never changed."""

    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="derived_text")
    original_sha256 = models.CharField(max_length=HEX_SHA256)  # of what was read, part by part checked
    outcome = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Outcome])
    sealed_sha256 = models.CharField(max_length=HEX_SHA256, blank=True)  # of the sealed text; empty: there is none
    letters = models.PositiveIntegerField(default=0)
    cut = models.BooleanField(default=False)  # the file holds more text than is kept
    program = models.CharField(max_length=100, blank=True)  # that read it, with its version
    walls = models.CharField(max_length=16, blank=True)  # that stood around it; empty: no program saw the file
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(outcome__in=[one.value for one in Outcome]), name="derived_text_outcome"),
            CheckConstraint(
                condition=Q(outcome=Outcome.READ.value, letters__gt=0) & ~Q(sealed_sha256="")
                | ~Q(outcome=Outcome.READ.value) & Q(sealed_sha256="", letters=0, cut=False),
                name="derived_text_or_reason",
            ),
        ]
