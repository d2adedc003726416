"""Let the database refuse to change an attempt at contact."""

from typing import Any

from django.db import migrations

from affiant.correspondence import triggers


def forwards(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection)


def backwards(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
