"""Gives what was collected before its form, its wishes, its path and its flags."""

import json
from datetime import timedelta
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DAYS = {"received": 2, "assigned": 28}
FORMS = ("wishes", "withdrawal")
PATHS = ("experienced", "witnessed", "told", "material", "person", "behalf", "officer")


def take_over(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """Read each envelope's answers once more, the oldest first; let the clocks of the standing settings run."""
    for referral in apps.get_model("referrals", "Referral").objects.filter(stage__in=DAYS).iterator():
        referral.due_at = referral.received_at + timedelta(days=DAYS[referral.stage])
        referral.save(update_fields=["due_at"])
    for submission in apps.get_model("referrals", "Submission").objects.order_by("sent_at", "collected_at").iterator():
        document = json.loads(submission.answers)
        submission.form = _form(submission.kind, document["form"]["name"])
        submission.save(update_fields=["form"])
        _keep_wishes(apps, submission, document["wishes"])
        if submission.kind == "report":
            _keep_path(apps, submission, document["answers"])


def _form(kind: str, name: str) -> str:
    return "report" if kind == "report" else name if name in FORMS else "message"


def _keep_wishes(apps: StateApps, submission: Any, wishes: dict[str, str]) -> None:
    if submission.form not in {"report", "wishes"}:
        return
    model = apps.get_model("referrals", "Wish")
    model.objects.bulk_create(
        model(submission=submission, name=name[:64], value=value[:32]) for name, value in wishes.items()
    )
    found = apps.get_model("referrals", "Referral").objects.filter(pk=submission.referral_id)
    found.update(wished_in=submission)


def _keep_path(apps: StateApps, submission: Any, answers: list[dict[str, Any]]) -> None:
    said = {one["question"]: one["answer"] for one in answers}
    known = said.get("path", said.get("know", ""))
    path = next((one for one in ([known] if isinstance(known, str) else known) if one in PATHS), "")
    apps.get_model("referrals", "Referral").objects.filter(pk=submission.referral_id).update(path=path)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0005_desk")]

    operations = [
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", "report"), ("kind", "report")),
                    models.Q(("form__in", ["message", "wishes", "withdrawal"]), ("kind", "message")),
                    _connector="OR",
                ),
                name="submission_form_of_its_kind",
            ),
        ),
    ]
