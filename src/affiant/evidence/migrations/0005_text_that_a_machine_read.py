"""Keep what a machine read from exhibits, and what it is still to read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0004_exhibit_text"),
    ]

    operations = [
        migrations.CreateModel(
            name="TextRequest",
            fields=[
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="evidence.exhibit",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("queued_at", models.DateTimeField(db_index=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DerivedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original_sha256", models.CharField(max_length=64)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("empty", "empty"),
                            ("encrypted", "encrypted"),
                            ("old_office", "old_office"),
                            ("other_kind", "other_kind"),
                            ("damaged", "damaged"),
                            ("declares", "declares"),
                            ("too_large", "too_large"),
                            ("no_time", "no_time"),
                            ("died", "died"),
                            ("not_opened", "not_opened"),
                        ],
                        max_length=16,
                    ),
                ),
                ("sealed_sha256", models.CharField(blank=True, max_length=64)),
                ("letters", models.PositiveIntegerField(default=0)),
                ("cut", models.BooleanField(default=False)),
                ("program", models.CharField(blank=True, max_length=100)),
                ("walls", models.CharField(blank=True, max_length=16)),
                ("read_at", models.DateTimeField()),
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="derived_text", to="evidence.exhibit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "read",
                                    "empty",
                                    "encrypted",
                                    "old_office",
                                    "other_kind",
                                    "damaged",
                                    "declares",
                                    "too_large",
                                    "no_time",
                                    "died",
                                    "not_opened",
                                ],
                            )
                        ),
                        name="derived_text_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("letters__gt", 0), ("outcome", "read"), models.Q(("sealed_sha256", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("outcome", "read"), _negated=True),
                                ("cut", False),
                                ("letters", 0),
                                ("sealed_sha256", ""),
                            ),
                            _connector="OR",
                        ),
                        name="derived_text_or_reason",
                    ),
                ],
            },
        ),
    ]
