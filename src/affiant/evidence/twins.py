"""Files that came in more than one referral, byte for byte: found by their digest, never by their content."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from affiant.evidence.models import Exhibit


@dataclass(frozen=True, slots=True)
class Twin:
    """Another referral, and how many of the files are the same."""

    referral_id: UUID
    files: int


def of(referral_id: UUID) -> list[Twin]:
    """Return the referrals that hold a file of this one, those with most first; empty files are no sign of anything."""
    own = Exhibit.objects.filter(referral_id=referral_id, bytes__gt=0).values("sha256")
    others = Exhibit.objects.filter(sha256__in=own).exclude(referral_id=referral_id).values("referral_id")
    found = others.annotate(files=Count("sha256", distinct=True)).order_by("-files", "referral_id")
    return [Twin(row["referral_id"], row["files"]) for row in found]
