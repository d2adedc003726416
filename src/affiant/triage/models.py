"""The table of decisions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from affiant.triage.stages import Outcome


class Decision(models.Model):
    """One decision about a referral, with the reason that its officer gave; never changed, only followed by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(outcome__in=Outcome.values), name="decision_outcome_known"),
            CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
        ]
