"""The tables of exhibits and of the sealed parts that they are kept in."""

import uuid
from typing import Final

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

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
