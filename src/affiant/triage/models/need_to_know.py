"""The tables of who may see a referral: its members, and whether it is restricted to them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

ENDED_WITH_REASON = Q(ended_at__isnull=True, ended_by__isnull=True, ended_reason="") | (
    Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")
)


class Membership(models.Model):
    """An officer who is of a referral's team, and why; ended, not deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["referral", "officer"], condition=Q(ended_at__isnull=True), name="membership_once"
            ),
            CheckConstraint(condition=~Q(reason=""), name="membership_has_reason"),
            CheckConstraint(condition=ENDED_WITH_REASON, name="membership_ended_with_reason"),
        ]


class Restriction(models.Model):
    """A time in which a referral shows itself to its members alone, and why; ended, not deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["referral"], condition=Q(ended_at__isnull=True), name="restriction_once"),
            CheckConstraint(condition=~Q(reason=""), name="restriction_has_reason"),
            CheckConstraint(condition=ENDED_WITH_REASON, name="restriction_ended_with_reason"),
        ]
