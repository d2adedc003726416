"""The tables of links between referrals, of accounts that were given before, and of the signs that are compared."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from affiant.linking.stages import Likeness, Recorded, Verdict, Way, Whose

NAMED: Final = 300
KEY: Final = 80  # a letter that tells the kind, the sound of a word, and of a place the week


class Link(models.Model):
    """What an officer said of two referrals; parted, not deleted, when it no longer holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The two stand in the order of their ids, so that the same pair is the same row.
    first = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    likeness = models.CharField(max_length=10, choices=Likeness.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    found = models.TextField(blank=True)  # what the system showed to the officer; nothing if they saw it themselves
    ground = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    parted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    parted_at = models.DateTimeField(null=True)
    parted_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["first", "second", "likeness"], condition=Q(parted_at__isnull=True), name="link_said_once"
            ),
            CheckConstraint(condition=~Q(first=F("second")), name="link_of_two"),
            CheckConstraint(condition=Q(likeness__in=Likeness.values), name="link_likeness_known"),
            CheckConstraint(condition=Q(verdict__in=Verdict.values), name="link_verdict_known"),
            CheckConstraint(
                condition=~Q(ground="") | (~Q(found="") & Q(verdict=Verdict.LINKED)), name="link_rests_on_something"
            ),
            CheckConstraint(
                condition=Q(parted_at__isnull=True, parted_by__isnull=True, parted_reason="")
                | (Q(parted_at__isnull=False, parted_by__isnull=False) & ~Q(parted_reason="")),
                name="link_parted_with_reason",
            ),
        ]


class EarlierAccount(models.Model):
    """An account that somebody gave before, as an officer learned it (R10); never changed, only followed by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=10, choices=Whose.choices, default=Whose.REPORTER)
    person = models.CharField(max_length=NAMED, blank=True)  # never the reporter, whose name lies sealed
    given_to = models.TextField()
    given_when = models.TextField(blank=True)  # in words: a day, a season, or not known
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.UNKNOWN)
    recorded = models.CharField(max_length=10, choices=Recorded.choices)
    where_kept = models.TextField(blank=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(given_to=""), name="earlier_account_given_to_somebody"),
            CheckConstraint(condition=Q(recorded__in=Recorded.values), name="earlier_account_recorded_known"),
            CheckConstraint(condition=Q(way__in=Way.values), name="earlier_account_way_known"),
            CheckConstraint(
                condition=Q(whose=Whose.REPORTER, person="") | (Q(whose=Whose.OTHER) & ~Q(person="")),
                name="earlier_account_of_somebody",
            ),
        ]


class Followed(models.Model):
    """Up to which entry of the ledger the signs of referrals are known; one row."""

    upto = models.PositiveBigIntegerField(default=0)


class Spot(models.Model):
    """A place on the Earth and a time: marked in a report, or coded under a name that a table of places knows."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    cell = models.IntegerField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    radius = models.PositiveSmallIntegerField()  # km
    named = models.CharField(max_length=NAMED, blank=True, default="")  # as an officer coded it; nothing for a mark
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = [CheckConstraint(condition=Q(last__gte=F("first")), name="spot_ends_after_it_begins")]
        indexes = [Index(fields=["cell", "first"], name="spot_near")]


class Named(models.Model):
    """A person or a place that an officer coded; made anew whenever the coding changes."""

    class Kind(models.TextChoices):
        """What bears the name."""

        PERSON = "person"
        HEARD = "heard"  # in the register of earlier accounts
        PLACE = "place"

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.CharField(max_length=NAMED)
    first = models.DateField(null=True)  # of a place: when
    last = models.DateField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(kind__in=["person", "heard", "place"]), name="named_kind_known"),
            CheckConstraint(
                condition=~Q(kind="place") | Q(first__isnull=False, last__isnull=False), name="named_place_has_its_time"
            ),
        ]
        indexes = [Index(fields=["referral", "kind"], name="named_of_referral")]


class Sound(models.Model):
    """How one word of a name sounds: under what it is found, and what it looks for; see names.py."""

    named = models.ForeignKey(Named, on_delete=models.CASCADE, related_name="sounds")
    kind = models.CharField(max_length=8)  # of the name, so that one index answers
    key = models.CharField(max_length=KEY, blank=True)
    sought = models.CharField(max_length=KEY)

    class Meta:
        indexes = [Index(fields=["kind", "key"], name="sound_found")]
