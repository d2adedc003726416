"""What is left of a draft that expired: its name and the day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0002_unsent_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Expired",
            fields=[
                ("lookup", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("on", models.DateField(db_index=True)),
            ],
        ),
    ]
