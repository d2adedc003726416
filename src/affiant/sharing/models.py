"""The tables of partners, packages and what each package holds and withholds."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from affiant.sharing.stages import Failure, Ground, PackageStage, PartnerStatus, Piece

HEX_SHA256: Final = 64
COURT: Final = "icc"


class Partner(models.Model):
    """Who may receive packages, between which days, and under which key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=PartnerStatus.choices, default=PartnerStatus.ACTIVE)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recipient = models.CharField(max_length=62)
    body = models.CharField(max_length=64, default=COURT)  # the wish that says what may go to it

    class Meta:
        constraints = [
            UniqueConstraint(fields=["name"], name="partner_name_once"),
            CheckConstraint(condition=~Q(body=""), name="partner_rests_on_a_wish"),
            CheckConstraint(condition=Q(status__in=PartnerStatus.values), name="partner_status_known"),
            CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="partner_dates_in_order",
            ),
        ]


class Package(models.Model):
    """One transfer to one partner, from its preparation to the sealed file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="packages")
    stage = models.CharField(max_length=10, choices=PackageStage.choices, default=PackageStage.PREPARED)
    conditions = models.TextField(blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # of a refusal
    queued_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=20, choices=Failure.choices, blank=True)
    written_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)  # for the first time: then it has left, and the reporter is told
    sha256 = models.CharField(max_length=HEX_SHA256, blank=True)
    bytes = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(stage__in=PackageStage.values), name="package_stage_known"),
            CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("prepared_by")), name="package_judged_by_another"
            ),
            CheckConstraint(
                condition=Q(stage=PackageStage.PREPARED, judged_by__isnull=True, judged_at__isnull=True)
                | (~Q(stage=PackageStage.PREPARED) & Q(judged_by__isnull=False, judged_at__isnull=False)),
                name="package_judged_once_past_prepared",
            ),
            CheckConstraint(
                condition=(Q(stage=PackageStage.WRITTEN, bytes__isnull=False, written_at__isnull=False) & ~Q(sha256=""))
                | (~Q(stage=PackageStage.WRITTEN) & Q(bytes__isnull=True, written_at__isnull=True, sha256="")),
                name="package_measured_once_written",
            ),
            CheckConstraint(
                condition=Q(stage=PackageStage.WRITTEN) | Q(taken_at__isnull=True), name="package_taken_once_written"
            ),
            CheckConstraint(
                condition=(Q(stage=PackageStage.FAILED) & ~Q(failure=""))
                | (~Q(stage=PackageStage.FAILED) & Q(failure="")),
                name="package_failure_named",
            ),
            CheckConstraint(
                condition=(Q(stage=PackageStage.DECLINED) & ~Q(reason=""))
                | (~Q(stage=PackageStage.DECLINED) & Q(reason="")),
                name="package_refusal_has_reason",
            ),
        ]
        indexes = [
            Index(fields=["prepared_at"], condition=Q(stage=PackageStage.PREPARED), name="package_to_approve"),
        ]


class PackageItem(models.Model):
    """One piece that a package holds, or withholds on a ground."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="items")
    piece = models.CharField(max_length=10, choices=Piece.choices)
    submission = models.ForeignKey("referrals.Submission", on_delete=models.PROTECT, null=True, related_name="+")
    exhibit = models.ForeignKey("evidence.Exhibit", on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=24, choices=Ground.choices, blank=True)  # empty: it is in the package

    class Meta:
        constraints = [
            UniqueConstraint(fields=["package", "piece", "submission"], name="package_item_submission_once"),
            UniqueConstraint(fields=["package", "exhibit"], name="package_item_exhibit_once"),
            CheckConstraint(condition=Q(piece__in=Piece.values), name="package_item_piece_known"),
            CheckConstraint(condition=Q(ground__in=["", *Ground.values]), name="package_item_ground_known"),
            CheckConstraint(
                condition=Q(piece=Piece.EXHIBIT, exhibit__isnull=False, submission__isnull=True)
                | Q(piece__in=[Piece.ACCOUNT, Piece.CONTACT], exhibit__isnull=True, submission__isnull=False)
                | Q(piece=Piece.MESSAGES, exhibit__isnull=True, submission__isnull=True),
                name="package_item_is_of_its_kind",
            ),
        ]
