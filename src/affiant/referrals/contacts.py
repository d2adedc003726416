"""The tables of people to contact: who they are is closed under a key of each referral (ADR 0033)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from affiant.core.ways import Means
from affiant.referrals.findings import NameCode
from affiant.referrals.kinds import Role


class ContactKey(models.Model):
    """A referral's own key: its public half closes names, its private half lies closed to the identity key.

    Thrown away, nothing that was closed to it opens again, in no backup of the store and by no other key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="contact_keys")
    recipient = models.CharField(max_length=62)
    wrapped = models.TextField(blank=True)  # an age file in base64, to the identity key and the recovery key
    closed_to = models.CharField(max_length=16)  # the fingerprint of that identity key
    made_at = models.DateTimeField()
    thrown_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["referral"], condition=Q(thrown_away_at__isnull=True), name="contact_key_one_in_use"
            ),
            CheckConstraint(
                condition=(Q(thrown_away_at__isnull=True) & ~Q(wrapped=""))
                | Q(thrown_away_at__isnull=False, wrapped=""),
                name="contact_key_thrown_away_is_gone",
            ),
        ]
        indexes = [Index(fields=["closed_to"], condition=~Q(wrapped=""), name="contact_key_by_identity")]


class Contact(models.Model):
    """Somebody to contact: the role is open, all else lies in the store, closed to the referral's key.

    The person who reported has one for each envelope: the sealed document as it came. Others are added by officers.
    A correction follows what it corrects and replaces nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="contacts")
    role = models.CharField(max_length=16, choices=Role.choices)
    submission = models.OneToOneField(
        "referrals.Submission", on_delete=models.PROTECT, null=True, related_name="contact"
    )
    key = models.ForeignKey(ContactKey, on_delete=models.PROTECT, related_name="contacts")
    closed = models.CharField(max_length=64)  # what lies in the store: SHA-256 of the closed bytes
    sealed_to = models.CharField(max_length=16, blank=True, default="")  # the identity key inside; "" is the unit's
    reclosed = models.CharField(max_length=64, blank=True, default="")  # the same, opened by a key before it went
    finding = models.CharField(
        max_length=4, blank=True, default="", choices=[(one.value, one.name) for one in NameCode]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    traced_at = models.DateTimeField(null=True)  # when its ways were looked through for others that are the same

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(role__in=Role.values), name="contact_role_known"),
            CheckConstraint(
                condition=Q(finding__in=["", *(one.value for one in NameCode)]), name="contact_finding_known"
            ),
            CheckConstraint(
                condition=Q(role=Role.REPORTER, submission__isnull=False, by__isnull=True, follows__isnull=True)
                | (~Q(role=Role.REPORTER) & Q(submission__isnull=True, by__isnull=False)),
                name="contact_of_a_report_or_of_an_officer",
            ),
        ]
        indexes = [
            Index(fields=["at"], condition=Q(traced_at__isnull=True), name="contact_not_traced"),
            Index(fields=["sealed_to"], condition=Q(reclosed=""), name="contact_by_identity"),
        ]


class ContactTrace(models.Model):
    """A keyed digest of one way of contact: two that are equal tell so, and nothing else."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="traces")
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=8, choices=[(means.value, means.value) for means in Means])
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["contact", "digest"], name="contact_trace_once"),
            CheckConstraint(condition=Q(means__in=[means.value for means in Means]), name="contact_trace_means_known"),
        ]
        indexes = [Index(fields=["digest", "referral"], name="contact_trace_same")]
