"""Keep the text of exhibits that are plain text, for the search."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_digest_index")]

    operations = [
        migrations.CreateModel(
            name="ExhibitText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("encoding", models.CharField(blank=True, max_length=16)),
                ("text", models.TextField(blank=True)),
                ("read_at", models.DateTimeField()),
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="text", to="evidence.exhibit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("encoding", ""), _negated=True), ("text", ""), _connector="OR"),
                        name="exhibit_text_has_encoding",
                    )
                ],
            },
        ),
    ]
