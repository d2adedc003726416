"""Keep which key a name came sealed to, what outlives that key, and what it found; the triggers come again."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from affiant.referrals import triggers

TABLES = ("referrals_contact",)


def unguard(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection, TABLES)


def guard(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0016_enclosures_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.RemoveConstraint(
            model_name="quarantine",
            name="quarantine_code_known",
        ),
        migrations.AddField(
            model_name="contact",
            name="finding",
            field=models.CharField(
                blank=True,
                choices=[("N001", "DOES_NOT_OPEN"), ("N002", "MALFORMED"), ("N003", "FOREIGN")],
                default="",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="reclosed",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="contact",
            name="sealed_to",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AlterField(
            model_name="quarantine",
            name="code",
            field=models.CharField(
                choices=[
                    ("Q001", "HEADER_UNREADABLE"),
                    ("Q002", "SIGNATURE_WRONG"),
                    ("Q003", "SIGNER_UNKNOWN"),
                    ("Q004", "ID_DIFFERS"),
                    ("Q005", "FILE_MISSING"),
                    ("Q006", "FILE_EXTRA"),
                    ("Q007", "FILE_DIFFERS"),
                    ("Q008", "FILE_TOO_LARGE"),
                    ("Q009", "KEY_UNKNOWN"),
                    ("Q010", "DOES_NOT_OPEN"),
                    ("Q011", "ANSWERS_MALFORMED"),
                    ("Q012", "ANSWERS_FOREIGN"),
                    ("Q013", "PARTS_DIFFER"),
                    ("Q014", "CONTENT_DIFFERS"),
                    ("Q015", "ENVELOPE_REPLACED"),
                    ("Q016", "RECOVERY_UNKNOWN"),
                    ("Q017", "KEYS_DIFFER"),
                    ("Q018", "IDENTITY_UNKNOWN"),
                    ("Q019", "UNIT_OPENS_NAMES"),
                ],
                max_length=4,
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(condition=models.Q(("reclosed", "")), fields=["sealed_to"], name="contact_by_identity"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("finding__in", ["", "N001", "N002", "N003"])), name="contact_finding_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="quarantine",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "code__in",
                        [
                            "Q001",
                            "Q002",
                            "Q003",
                            "Q004",
                            "Q005",
                            "Q006",
                            "Q007",
                            "Q008",
                            "Q009",
                            "Q010",
                            "Q011",
                            "Q012",
                            "Q013",
                            "Q014",
                            "Q015",
                            "Q016",
                            "Q017",
                            "Q018",
                            "Q019",
                        ],
                    )
                ),
                name="quarantine_code_known",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
