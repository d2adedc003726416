"""Let the database refuse to change what was read, and ask for the texts of the exhibits that came before."""

from typing import Any

from django.db import migrations

from affiant.evidence import triggers
from affiant.evidence.reading.kinds import hint_of

AT_ONCE = 2000


def forwards(apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection)
    request = apps.get_model("evidence", "TextRequest")
    exhibits = apps.get_model("evidence", "Exhibit").objects.filter(bytes__gt=0)
    said = exhibits.values_list("pk", "looks_like", "claimed_type", "original_name").iterator(AT_ONCE)
    request.objects.bulk_create((request(exhibit_id=pk) for pk, *words in said if hint_of(*words)), AT_ONCE)


def backwards(apps: Any, schema_editor: Any) -> None:
    apps.get_model("evidence", "TextRequest").objects.all().delete()
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_text_that_a_machine_read")]
    operations = [migrations.RunPython(forwards, backwards)]
