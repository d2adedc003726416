"""Find at once the packages that wait for approval."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_erased_names")]

    operations = [
        migrations.AddIndex(
            model_name="package",
            index=models.Index(
                condition=models.Q(("stage", "prepared")), fields=["prepared_at"], name="package_to_approve"
            ),
        ),
    ]
