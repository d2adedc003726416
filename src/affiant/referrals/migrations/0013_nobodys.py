"""Find at once what nobody has: referrals that were let go, and open tasks."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0012_unanswered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("assigned_to__isnull", True)),
                fields=["stage", "received_at", "id"],
                name="referral_let_go",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["given_to", "due_on"],
                name="task_open_of_officer",
            ),
        ),
    ]
