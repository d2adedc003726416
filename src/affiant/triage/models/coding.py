"""The tables of classification: candidate offences, what there is for their elements, incidents as coded."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from affiant.triage.models.grounds import ONE_THING, Ground
from affiant.triage.stages import ConflictType, Precision, Support

ARTICLE: Final = 24
NAMED: Final = 300


class Candidate(models.Model):
    """An offence that an officer thinks possible, with their grounds; dropped with a reason, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    article = models.CharField(max_length=ARTICLE)
    conflict = models.CharField(max_length=16, choices=ConflictType.choices)
    grounds = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["referral", "article"], condition=Q(dropped_at__isnull=True), name="candidate_once"
            ),
            CheckConstraint(condition=~Q(grounds=""), name="candidate_has_grounds"),
            CheckConstraint(condition=Q(conflict__in=ConflictType.values), name="candidate_conflict_known"),
            CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True, dropped_why="")
                | (Q(dropped_at__isnull=False, dropped_by__isnull=False) & ~Q(dropped_why="")),
                name="candidate_dropped_with_reason",
            ),
        ]


class ElementView(models.Model):
    """What an officer finds for one element of a candidate; never changed, only followed by another."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="views")
    number = models.PositiveSmallIntegerField()  # among the offence's own elements and those of its context
    support = models.CharField(max_length=16, choices=Support.choices)
    words = models.TextField(blank=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(support__in=Support.values), name="element_support_known"),
            UniqueConstraint(
                fields=["candidate", "number"], condition=Q(follows__isnull=True), name="element_view_begins_once"
            ),
        ]


class ElementEvidence(Ground):
    """What a view on an element rests on: an exhibit, or words of a submission."""

    view = models.ForeignKey(ElementView, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        constraints = [
            CheckConstraint(condition=ONE_THING, name="element_rests_on_one_thing"),
        ]


class Incident(models.Model):
    """One thing that the account tells, as an officer coded it: what, where, when, who did what to whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=NAMED)
    place = models.CharField(max_length=NAMED, blank=True)
    precision = models.CharField(max_length=12, choices=Precision.choices)
    when_said = models.CharField(max_length=NAMED, blank=True)
    when_edtf = models.CharField(max_length=40, blank=True)
    who = models.CharField(max_length=NAMED, blank=True)
    did = models.CharField(max_length=NAMED, blank=True)
    whom = models.CharField(max_length=NAMED, blank=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(what=""), name="incident_says_what"),
            CheckConstraint(condition=Q(precision__in=Precision.values), name="incident_precision_known"),
        ]


class IncidentPassage(Ground):
    """What a coding rests on: words of a submission, or an exhibit."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="passages")

    class Meta:
        constraints = [
            CheckConstraint(condition=ONE_THING, name="coding_rests_on_one_thing"),
        ]
