"""Let the database refuse to change what was said of two referrals, and what the register holds."""

from typing import Any

from django.db import migrations

from affiant.linking import triggers


def forwards(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection)


def backwards(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("linking", "0002_signs_and_register")]
    operations = [migrations.RunPython(forwards, backwards)]
