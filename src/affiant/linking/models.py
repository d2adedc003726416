"""The tables of links between referrals and of accounts that were given elsewhere before."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from affiant.linking.stages import Likeness, Recorded, Verdict


class Link(models.Model):
    """What an officer said of two referrals; parted, not deleted, when it no longer holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The two stand in the order of their ids, so that the same pair is the same row.
    first = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    likeness = models.CharField(max_length=10, choices=Likeness.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    ground = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    parted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    parted_at = models.DateTimeField(null=True)
    parted_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["first", "second", "likeness"], condition=Q(parted_at__isnull=True), name="link_said_once"
            ),
            CheckConstraint(condition=~Q(first=F("second")), name="link_of_two"),
            CheckConstraint(condition=Q(likeness__in=Likeness.values), name="link_likeness_known"),
            CheckConstraint(condition=Q(verdict__in=Verdict.values), name="link_verdict_known"),
            CheckConstraint(condition=~Q(ground=""), name="link_has_ground"),
            CheckConstraint(
                condition=Q(parted_at__isnull=True, parted_by__isnull=True, parted_reason="")
                | (Q(parted_at__isnull=False, parted_by__isnull=False) & ~Q(parted_reason="")),
                name="link_parted_with_reason",
            ),
        ]


class EarlierAccount(models.Model):
    """An account that the person gave to somebody else before, as an officer learned it (R10); never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    given_to = models.TextField()
    given_when = models.TextField(blank=True)  # in words: a day, a season, or not known
    recorded = models.CharField(max_length=10, choices=Recorded.choices)
    where_kept = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(given_to=""), name="earlier_account_given_to_somebody"),
            CheckConstraint(condition=Q(recorded__in=Recorded.values), name="earlier_account_recorded_known"),
        ]
