"""Let the database refuse to change what was handed over and what people were heard to say."""

from typing import Any

from django.db import migrations

from affiant.handover import triggers


def forwards(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection)


def backwards(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("handover", "0001_handovers")]
    operations = [migrations.RunPython(forwards, backwards)]
