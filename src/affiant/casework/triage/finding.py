"""The referral that a page of triage is about, closed to whoever has stepped back from it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from affiant.casework.access import officer_of
from affiant.referrals import selectors as referrals
from affiant.referrals.errors import NoSuchReferral
from affiant.referrals.selectors import QueueRow
from affiant.triage import selectors


def found(request: HttpRequest, referral_id: UUID) -> QueueRow:
    """Return the referral's row.

    Raises:
        Http404: there is none.
        PermissionDenied: the officer who asks has stepped back from it.
    """
    try:
        row = referrals.referral(referral_id)
    except NoSuchReferral as missing:
        raise Http404 from missing
    if selectors.is_closed_to(referral_id, officer_of(request).pk):
        raise PermissionDenied
    return row
