"""Give each handed-over file a key of its own; making the table anew loses its triggers on SQLite, so they come again."""

from typing import Any

from django.db import migrations, models

from affiant.handover import triggers


def again(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection)
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("handover", "0002_stays_as_it_came")]
    operations = [
        migrations.AddField(
            model_name="handover",
            name="key_closed_to",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddField(model_name="handover", name="key_thrown_away_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="handover", name="key_wrapped", field=models.TextField(blank=True, default="")),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("key_thrown_away_at__isnull", True), ("key_wrapped", ""), _connector="OR"),
                name="handover_erased_has_no_key",
            ),
        ),
        migrations.RunPython(again, again),
    ]
