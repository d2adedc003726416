"""Links between referrals, and earlier accounts."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("referrals", "0006_wishes_and_flags"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierAccount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("given_to", models.TextField()),
                ("given_when", models.TextField(blank=True)),
                (
                    "recorded",
                    models.CharField(
                        choices=[
                            ("yes", "Recorded or written down"),
                            ("no", "Neither recorded nor written down"),
                            ("unknown", "Not known"),
                        ],
                        max_length=10,
                    ),
                ),
                ("where_kept", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.referral"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("given_to", ""), _negated=True), name="earlier_account_given_to_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded__in", ["yes", "no", "unknown"])),
                        name="earlier_account_recorded_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "likeness",
                    models.CharField(
                        choices=[
                            ("event", "The same event"),
                            ("person", "The same person is spoken of"),
                            ("file", "The same file, byte for byte"),
                            ("reporter", "The same reporter"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("linked", "They belong together"), ("apart", "They only look alike")], max_length=10
                    ),
                ),
                ("ground", models.TextField()),
                ("at", models.DateTimeField()),
                ("parted_at", models.DateTimeField(null=True)),
                ("parted_reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.referral"
                    ),
                ),
                (
                    "parted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.referral"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("parted_at__isnull", True)),
                        fields=("first", "second", "likeness"),
                        name="link_said_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True), name="link_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("likeness__in", ["event", "person", "file", "reporter"])),
                        name="link_likeness_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["linked", "apart"])), name="link_verdict_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("ground", ""), _negated=True), name="link_has_ground"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parted_at__isnull", True), ("parted_by__isnull", True), ("parted_reason", "")),
                            models.Q(
                                ("parted_at__isnull", False),
                                ("parted_by__isnull", False),
                                models.Q(("parted_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="link_parted_with_reason",
                    ),
                ],
            },
        ),
    ]
