"""Keep what kept a worker from a file; making the table anew loses its triggers on SQLite, so they come again."""

from typing import Any

from django.db import migrations, models

from affiant.handover import triggers


def again(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection)
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("handover", "0003_key_of_its_own")]
    operations = [
        migrations.AddField(
            model_name="handover",
            name="hindrance",
            field=models.CharField(
                blank=True,
                choices=[
                    ("names_locked", "The machine that does it does not hold the key of names."),
                    ("damaged", "A stored part of the file is damaged or missing."),
                    ("unexpected", "Something that nobody foresaw; the operator's log has it."),
                ],
                default="",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("hindrance__in", ["", "names_locked", "damaged", "unexpected"])),
                name="handover_hindrance_known",
            ),
        ),
        migrations.RunPython(again, again),
    ]
