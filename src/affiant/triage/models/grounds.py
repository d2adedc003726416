"""What an officer's answer, view or coding rests on: one exhibit, or words of one submission."""

from typing import Final

from django.db import models
from django.db.models import Q

ONE_THING: Final = Q(exhibit__isnull=False, submission__isnull=True, passage="") | (
    Q(exhibit__isnull=True, submission__isnull=False) & ~Q(passage="")
)


class Ground(models.Model):
    """An exhibit, or words of a submission; a table of its own for each kind of thing that rests on them."""

    exhibit = models.ForeignKey("evidence.Exhibit", on_delete=models.PROTECT, null=True, related_name="+")
    submission = models.ForeignKey("referrals.Submission", on_delete=models.PROTECT, null=True, related_name="+")
    passage = models.TextField(blank=True)

    class Meta:
        abstract = True
