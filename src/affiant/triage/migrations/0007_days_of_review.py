"""Give each suspended referral the day that its last suspension named, and when something first came after it."""

from typing import Any

from django.db import migrations


def look_up(apps: Any, _schema_editor: Any) -> None:
    decision, referral = apps.get_model("triage", "Decision"), apps.get_model("referrals", "Referral")
    submission = apps.get_model("referrals", "Submission")
    waiting = decision.objects.filter(outcome="suspend", referral__stage="suspended").order_by("referral_id", "number")
    for referral_id, day, at in waiting.values_list("referral_id", "review_on", "at").iterator():
        came = submission.objects.filter(referral_id=referral_id, collected_at__gt=at).order_by("collected_at")
        first = came.values_list("collected_at", flat=True).first()
        referral.objects.filter(pk=referral_id).update(review_on=day, stirred_at=first)


class Migration(migrations.Migration):
    dependencies = [("triage", "0006_need_to_know"), ("referrals", "0014_day_of_review")]

    operations = [
        migrations.RemoveIndex(model_name="decision", name="decision_due"),
        migrations.RunPython(look_up, migrations.RunPython.noop),
    ]
