"""The tables of correspondence: drafts with their files, what was asked back, attempts outside the mailbox."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from affiant.core.letter_files import LARGEST, LONGEST_NAME, MOST
from affiant.correspondence.stages import DraftStage, Outcome, SafeHours, Settled, Way

HEX_SHA256: Final = 64


class Draft(models.Model):
    """A message to a reporter before it is sent; what was sent stands with the referral's messages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=DraftStage.choices, default=DraftStage.WRITING)
    version = models.PositiveIntegerField(default=1)  # grows with each change
    text = models.TextField()
    language = models.CharField(max_length=35)
    template = models.CharField(max_length=40, blank=True, default="")
    asks = models.TextField(blank=True, default="")  # what is asked back, in short, for the team
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(  # whom its author took it over from
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judgement = models.TextField(blank=True, default="")  # why it was returned
    message = models.OneToOneField("referrals.Message", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(stage__in=DraftStage.values), name="draft_stage_known"),
            CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("written_by")), name="draft_judged_by_another"
            ),
            CheckConstraint(
                condition=Q(judged_by__isnull=True) | Q(begun_by__isnull=True) | ~Q(judged_by=F("begun_by")),
                name="draft_judged_by_another_than_began",
            ),
            CheckConstraint(
                condition=Q(judged_by__isnull=True, judged_at__isnull=True)
                | Q(judged_by__isnull=False, judged_at__isnull=False),
                name="draft_judged_by_somebody",
            ),
            CheckConstraint(
                condition=Q(stage=DraftStage.SENT, message__isnull=False)
                | (~Q(stage=DraftStage.SENT) & Q(message__isnull=True)),
                name="draft_sent_is_a_message",
            ),
            CheckConstraint(
                condition=~Q(stage=DraftStage.RETURNED) | (Q(judged_by__isnull=False) & ~Q(judgement="")),
                name="draft_returned_with_words",
            ),
        ]
        indexes = [
            Index(fields=["changed_at", "id"], condition=Q(stage=DraftStage.WAITING), name="draft_waiting"),
            Index(
                fields=["written_by", "changed_at"],
                condition=Q(stage__in=[DraftStage.WRITING, DraftStage.WAITING, DraftStage.RETURNED]),
                name="draft_unsent_of_officer",
            ),
        ]


class DraftFile(models.Model):
    """A file that is to go with a message, sealed to the unit in the store."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    type = models.CharField(max_length=100, blank=True)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=HEX_SHA256)
    sealed_sha256 = models.CharField(max_length=HEX_SHA256)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["draft", "number"], name="draft_file_number_once"),
            CheckConstraint(condition=Q(number__gte=1, number__lte=MOST), name="draft_file_of_so_many"),
            CheckConstraint(condition=Q(bytes__gte=1, bytes__lte=LARGEST), name="draft_file_not_too_large"),
            CheckConstraint(condition=~Q(name=""), name="draft_file_named"),
        ]


class Question(models.Model):
    """Something that a message asked of the reporter, open until an officer says what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    message = models.OneToOneField("referrals.Message", on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled = models.CharField(max_length=10, choices=Settled.choices, blank=True, default="")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(what=""), name="question_asks_something"),
            CheckConstraint(
                condition=Q(settled="", settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled__in=Settled.values, settled_by__isnull=False, settled_at__isnull=False),
                name="question_settled_by_somebody",
            ),
        ]
        indexes = [Index(fields=["at", "id"], condition=Q(settled=""), name="question_open")]


class Attempt(models.Model):
    """That an officer tried to reach the person outside the mailbox, and what came of it; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    through = models.TextField(blank=True, default="")  # the organisation or person in between
    said = models.TextField(blank=True, default="")
    safe_hours = models.CharField(max_length=14, choices=SafeHours.choices)
    contact_wish = models.CharField(max_length=32)  # as it stood then
    ground = models.TextField(blank=True, default="")
    tried_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(way__in=Way.values), name="attempt_way_known"),
            CheckConstraint(condition=Q(outcome__in=Outcome.values), name="attempt_outcome_known"),
            CheckConstraint(condition=Q(safe_hours__in=SafeHours.values), name="attempt_safe_hours_known"),
            CheckConstraint(condition=~Q(way=Way.PARTNER) | ~Q(through=""), name="attempt_through_somebody"),
            CheckConstraint(
                condition=~(Q(contact_wish="no") | Q(safe_hours=SafeHours.NOT_READ)) | ~Q(ground=""),
                name="attempt_against_a_wish_has_its_ground",
            ),
            CheckConstraint(condition=Q(tried_at__lte=F("at")), name="attempt_was_made"),
        ]
        indexes = [Index(fields=["referral", "tried_at"], name="attempt_of_referral")]
