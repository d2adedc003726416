"""Let no referral be suspended without a day on which somebody looks at it again."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("referrals", "0014_day_of_review"), ("triage", "0007_days_of_review")]

    operations = [
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(("review_on__isnull", False), ("stage", "suspended")),
                    Q(
                        Q(("stage", "suspended"), _negated=True),
                        ("review_on__isnull", True),
                        ("stirred_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="referral_suspended_until_a_day",
            ),
        ),
    ]
