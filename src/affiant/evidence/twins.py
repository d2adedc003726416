"""Files that came in more than one referral, byte for byte: found by their digest, never by their content."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from affiant.evidence.models import Exhibit

MOST: Final = 500  # other exhibits that are looked at: a picture that thousands send joins nobody to anybody


@dataclass(frozen=True, slots=True)
class Twin:
    """Another referral, and how many of the files are the same."""

    referral_id: UUID
    files: int


def of(referral_id: UUID) -> list[Twin]:
    """Return the referrals that hold a file of this one, those with most first; empty files are no sign of anything."""
    own = Exhibit.objects.filter(referral_id=referral_id, bytes__gt=0).values("sha256")
    others = Exhibit.objects.filter(sha256__in=own).exclude(referral_id=referral_id)
    files: dict[UUID, set[str]] = defaultdict(set)
    for other, digest in others.values_list("referral_id", "sha256")[:MOST]:
        files[other].add(digest)
    found = [Twin(other, len(digests)) for other, digests in files.items()]
    return sorted(found, key=lambda twin: (-twin.files, twin.referral_id))
