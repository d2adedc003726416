"""Keep when a package was taken first; of what was written before, the reporter has been told already."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def taken_when_written(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("sharing", "Package").objects.filter(stage="written").update(taken_at=F("written_at"))


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_wish_of_partner")]

    operations = [
        migrations.AddField(model_name="package", name="taken_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(taken_when_written, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage", "written"), ("taken_at__isnull", True), _connector="OR"),
                name="package_taken_once_written",
            ),
        ),
    ]
