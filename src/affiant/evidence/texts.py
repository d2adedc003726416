"""The texts that a machine read from exhibits: opened from their seals, as far as is asked for."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.conf import settings

from affiant.core.digests import Sha256
from affiant.core.sealing.unseal import CannotOpen, unseal
from affiant.evidence.errors import TextDamaged
from affiant.evidence.models import DerivedText
from affiant.evidence.reading.outcomes import Outcome
from affiant.ground.store.errors import StoreError
from affiant.ground.store.objects import store

MOST: Final = 4 * 1024 * 1024  # letters of a referral: whoever searches has its texts in memory


def of(referral_ids: Iterable[UUID], *, most: int = MOST) -> dict[UUID, list[str]]:
    """Return the texts read from the files of these referrals, in their order; nothing for those without any.

    Of each referral at most so many letters are opened. A text that does not open is left out: the exhibit itself is
    the evidence. Whoever shows a word of it has entered that first.
    """
    found: dict[UUID, list[str]] = {}
    left: dict[UUID, int] = {}
    kept = DerivedText.objects.filter(exhibit__referral_id__in=set(referral_ids), outcome=Outcome.READ.value)
    for referral_id, sealed in kept.order_by("exhibit__number").values_list("exhibit__referral_id", "sealed_sha256"):
        room = left.get(referral_id, most)
        text = _or_none(sealed)[:room] if room > 0 else ""
        if text:
            found.setdefault(referral_id, []).append(text)
        left[referral_id] = room - len(text)
    return found


def opened(sealed: str) -> str:
    """Return a text that is kept under this digest.

    Raises:
        TextDamaged: it is gone, or does not open.
    """
    try:
        return unseal(store().read(Sha256(sealed)), settings.AFFIANT.unit_identity).decode()
    except (StoreError, CannotOpen, UnicodeDecodeError) as damaged:
        raise TextDamaged from damaged


def _or_none(sealed: str) -> str:
    try:
        return opened(sealed)
    except TextDamaged:
        return ""
