"""The table of files that go with letters to reporters."""

import uuid

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from affiant.core.letter_files import LARGEST, LONGEST_NAME, MOST


class Enclosure(models.Model):
    """A file of one letter: sealed to the unit in the store, and under `posted_as` to the mailbox in the outbox."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey("referrals.Letter", on_delete=models.PROTECT, related_name="enclosures")
    number = models.PositiveSmallIntegerField()
    posted_as = models.CharField(max_length=32)
    name = models.CharField(max_length=LONGEST_NAME)
    type = models.CharField(max_length=100, blank=True)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["letter", "number"], name="enclosure_number_once"),
            UniqueConstraint(fields=["posted_as"], name="enclosure_posted_once"),
            CheckConstraint(condition=Q(number__gte=1, number__lte=MOST), name="enclosure_of_so_many"),
            CheckConstraint(condition=Q(bytes__gte=1, bytes__lte=LARGEST), name="enclosure_not_too_large"),
            CheckConstraint(condition=~Q(name=""), name="enclosure_named"),
        ]
