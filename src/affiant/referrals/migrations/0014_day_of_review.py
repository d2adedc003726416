"""Keep with a suspended referral its day of review and whether something came since: lists of it ask nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0013_nobodys")]

    operations = [
        migrations.AddField(model_name="referral", name="review_on", field=models.DateField(null=True)),
        migrations.AddField(model_name="referral", name="stirred_at", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("review_on__isnull", False)), fields=["review_on", "id"], name="referral_review"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("stirred_at__isnull", False)), fields=["review_on", "id"], name="referral_stirred"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("review_on__isnull", False), ("stirred_at__isnull", True)),
                fields=["review_on", "id"],
                name="referral_quiet",
            ),
        ),
    ]
