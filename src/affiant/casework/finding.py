"""The referral that an address names; the entry rule has looked whether it is closed to who asks (ADR 0030)."""

from uuid import UUID

from django.http import Http404

from affiant.referrals import selectors
from affiant.referrals.errors import NoSuchReferral
from affiant.referrals.rows import QueueRow


def referral(referral_id: UUID) -> QueueRow:
    """Return the referral's row.

    Raises: Http404.
    """
    try:
        return selectors.referral(referral_id)
    except NoSuchReferral as missing:
        raise Http404 from missing
