"""Let the database refuse to change which file went to a reporter."""

from typing import Any

from django.db import migrations

from affiant.referrals import triggers

TABLES = ("referrals_enclosure",)


def guard(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection, TABLES)


def unguard(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0015_suspended_until_a_day")]

    operations = [migrations.RunPython(guard, unguard)]
