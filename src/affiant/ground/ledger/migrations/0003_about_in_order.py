"""Find the entries about one thing in their order, however many there are of all the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_only_grows")]

    operations = [
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["about", "seq"], name="ledger_entry_of")),
        migrations.RemoveIndex(model_name="entry", name="ledger_entry_about"),
    ]
