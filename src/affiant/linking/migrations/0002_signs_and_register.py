"""The signs of referrals that are compared, and a fuller register of earlier accounts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("linking", "0001_initial"),
        ("referrals", "0009_route_and_clock"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Followed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("upto", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Named",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("heard", "Heard"), ("place", "Place")], max_length=8
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Sound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("key", models.CharField(blank=True, max_length=80)),
                ("sought", models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="Spot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cell", models.IntegerField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("radius", models.PositiveSmallIntegerField()),
                ("first", models.DateField()),
                ("last", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="link",
            name="link_likeness_known",
        ),
        migrations.RemoveConstraint(
            model_name="link",
            name="link_has_ground",
        ),
        migrations.AddField(
            model_name="earlieraccount",
            name="follows",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="linking.earlieraccount",
            ),
        ),
        migrations.AddField(
            model_name="earlieraccount",
            name="person",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="earlieraccount",
            name="way",
            field=models.CharField(
                choices=[
                    ("interview", "An interview"),
                    ("statement", "A written statement"),
                    ("told", "Told, without an interview"),
                    ("unknown", "Not known"),
                ],
                default="unknown",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="earlieraccount",
            name="whose",
            field=models.CharField(
                choices=[("reporter", "The person who reports"), ("other", "Somebody else whom the report speaks of")],
                default="reporter",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="found",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="link",
            name="ground",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="link",
            name="likeness",
            field=models.CharField(
                choices=[
                    ("event", "The same event"),
                    ("person", "The same person is spoken of"),
                    ("file", "The same file, byte for byte"),
                    ("media", "Pictures or recordings that are nearly the same"),
                    ("reporter", "The same reporter"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieraccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["interview", "statement", "told", "unknown"])),
                name="earlier_account_way_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieraccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person", ""), ("whose", "reporter")),
                    models.Q(("whose", "other"), models.Q(("person", ""), _negated=True)),
                    _connector="OR",
                ),
                name="earlier_account_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(("likeness__in", ["event", "person", "file", "media", "reporter"])),
                name="link_likeness_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", ""), _negated=True),
                    models.Q(models.Q(("found", ""), _negated=True), ("verdict", "linked")),
                    _connector="OR",
                ),
                name="link_rests_on_something",
            ),
        ),
        migrations.AddField(
            model_name="named",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="referrals.referral"
            ),
        ),
        migrations.AddField(
            model_name="sound",
            name="named",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sounds", to="linking.named"
            ),
        ),
        migrations.AddField(
            model_name="spot",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="referrals.referral"
            ),
        ),
        migrations.AddIndex(
            model_name="named",
            index=models.Index(fields=["referral", "kind"], name="named_of_referral"),
        ),
        migrations.AddConstraint(
            model_name="named",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["person", "heard", "place"])), name="named_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="named",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "place"), _negated=True),
                    models.Q(("first__isnull", False), ("last__isnull", False)),
                    _connector="OR",
                ),
                name="named_place_has_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="sound",
            index=models.Index(fields=["kind", "key"], name="sound_found"),
        ),
        migrations.AddIndex(
            model_name="spot",
            index=models.Index(fields=["cell", "first"], name="spot_near"),
        ),
        migrations.AddConstraint(
            model_name="spot",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first"))), name="spot_ends_after_it_begins"
            ),
        ),
    ]
