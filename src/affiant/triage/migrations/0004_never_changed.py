"""Let the database refuse to change what officers answered and decided."""

from typing import Any

from django.db import migrations

from affiant.triage import triggers

TABLES = (
    "triage_answer",
    "triage_answerevidence",
    "triage_decision",
    "triage_secondopinion",
    "triage_jurisdictionnote",
    "triage_elementview",
    "triage_incident",
    "triage_incidentpassage",
)


def forwards(_apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection, TABLES)


def backwards(_apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("triage", "0003_classification")]
    operations = [migrations.RunPython(forwards, backwards)]
