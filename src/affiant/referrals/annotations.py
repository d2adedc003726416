"""The tables of what officers write about a referral for each other, and of the views that they keep."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from affiant.referrals.kinds import Origin, Standing


class Safeguarding(models.Model):
    """An officer's word that flags were seen, and what was done about them (R16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="safeguarding")
    raised_at = models.DateTimeField()
    done = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [CheckConstraint(condition=~Q(done=""), name="safeguarding_says_what_was_done")]


class SavedView(models.Model):
    """Filters of the queue that an officer wants to come back to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)  # as in the queue's address

    class Meta:
        constraints = [UniqueConstraint(fields=["officer", "name"], name="saved_view_name_once")]


class Translation(models.Model):
    """What one answer or message says in another language; it stands beside the original and replaces nothing (R9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="translations")
    submission = models.ForeignKey("referrals.Submission", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=64)
    language = models.CharField(max_length=35)
    text = models.TextField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    made_by = models.CharField(max_length=200)  # the translator, or the program and its version
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(origin__in=Origin.values), name="translation_origin_known"),
            CheckConstraint(condition=~Q(text="") & ~Q(made_by=""), name="translation_is_attributed"),
        ]


class Note(models.Model):
    """An officer's note on a referral, marked as fact or opinion; the reporter never sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="notes")
    standing = models.CharField(max_length=8, choices=Standing.choices)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(standing__in=Standing.values), name="note_standing_known"),
            CheckConstraint(condition=~Q(text=""), name="note_has_words"),
        ]


class Task(models.Model):
    """Something that has to be done about a referral, by whom and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=500)
    due_on = models.DateField(null=True)
    given_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(what=""), name="task_says_what"),
            CheckConstraint(
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | Q(done_by__isnull=False, done_at__isnull=False),
                name="task_done_by_somebody",
            ),
        ]
        indexes = [Index(fields=["given_to", "due_on"], condition=Q(done_at__isnull=True), name="task_open_of_officer")]
