"""Keep since when a person's message waits for an answer; what came before is looked up once."""

from typing import Any

from django.db import migrations, models
from django.db.models import Max, Q


def look_up(apps: Any, _schema_editor: Any) -> None:
    message, referral = apps.get_model("referrals", "Message"), apps.get_model("referrals", "Referral")
    wrote = Q(direction="incoming", submission__form="message")
    last = message.objects.values("referral_id").annotate(
        heard=Max("at", filter=wrote), answered=Max("at", filter=Q(direction="outgoing"))
    )
    for row in last.exclude(heard=None).iterator():
        if row["answered"] is None or row["answered"] < row["heard"]:
            referral.objects.filter(pk=row["referral_id"]).update(unanswered_since=row["heard"])


class Migration(migrations.Migration):
    dependencies = [("referrals", "0011_queue_facets")]

    operations = [
        migrations.AddField(model_name="referral", name="unanswered_since", field=models.DateTimeField(null=True)),
        migrations.RunPython(look_up, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("unanswered_since__isnull", False)),
                fields=["unanswered_since", "id"],
                name="referral_unanswered",
            ),
        ),
    ]
