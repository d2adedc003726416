"""One index for each filter of the queue, with all other filters behind it: no row is fetched to be passed over."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0010_contacts_and_what_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_age",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_last_word",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_queue",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_of_officer",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_in_language",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_path",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_situation",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_flagged",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_deadline",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_to_do",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_withdrawn",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_queue_in_language",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_nobodys",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_route",
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["received_at", "id", "stage", "language", "path", "situation", "assigned_to", "route"],
                name="referral_by_age",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["last_heard_at", "id", "stage", "language", "path", "situation", "assigned_to", "route"],
                name="referral_by_last_word",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["stage", "received_at", "id", "language", "path", "situation", "assigned_to", "route"],
                name="referral_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["language", "received_at", "id", "stage", "path", "situation", "assigned_to", "route"],
                name="referral_in_language",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["path", "received_at", "id", "stage", "language", "situation", "assigned_to", "route"],
                name="referral_by_path",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["situation", "received_at", "id", "stage", "language", "path", "assigned_to", "route"],
                name="referral_by_situation",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["assigned_to", "received_at", "id", "stage", "language", "path", "situation", "route"],
                name="referral_of_officer",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["route", "received_at", "id", "stage", "language", "path", "situation", "assigned_to"],
                name="referral_by_route",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=[
                    "due_at",
                    "id",
                    "stage",
                    "language",
                    "path",
                    "situation",
                    "assigned_to",
                    "route",
                    "received_at",
                ],
                name="referral_by_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=[
                    "received_at",
                    "id",
                    "stage",
                    "language",
                    "path",
                    "situation",
                    "assigned_to",
                    "route",
                    "due_at",
                ],
                name="referral_to_do",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("flagged", True)),
                fields=[
                    "received_at",
                    "id",
                    "stage",
                    "language",
                    "path",
                    "situation",
                    "assigned_to",
                    "route",
                    "child",
                    "danger",
                    "young_unsafe",
                ],
                name="referral_flagged",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["received_at", "id", "stage", "language", "path", "situation", "assigned_to", "route"],
                name="referral_withdrawn",
            ),
        ),
    ]
