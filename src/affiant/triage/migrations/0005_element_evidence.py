"""Let a view on an element rest on exhibits and passages, and let the database refuse to change that."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from affiant.triage import triggers

TABLES = ("triage_elementevidence",)


def forwards(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection, TABLES)


def backwards(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0003_digest_index"),
        ("referrals", "0007_queue_indexes"),
        ("triage", "0004_never_changed"),
    ]

    operations = [
        migrations.CreateModel(
            name="ElementEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passage", models.TextField(blank=True)),
                (
                    "exhibit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.exhibit",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.submission",
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="triage.elementview",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="elementevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("exhibit__isnull", False), ("passage", ""), ("submission__isnull", True)),
                    models.Q(
                        ("exhibit__isnull", True),
                        ("submission__isnull", False),
                        models.Q(("passage", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="element_rests_on_one_thing",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
