"""The name under which an officer coded a place that a table of places knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("linking", "0003_never_changed"),
    ]

    operations = [
        migrations.AddField(
            model_name="spot",
            name="named",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
    ]
