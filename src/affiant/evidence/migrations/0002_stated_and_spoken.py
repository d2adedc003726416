from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="exhibit",
            name="stated_sha256",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(model_name="exhibit", name="spoken", field=models.BooleanField(default=False)),
    ]
