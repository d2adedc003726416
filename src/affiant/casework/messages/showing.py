"""What every page of one referral's messages begins with: the referral, or none; the ledger before its words."""

from uuid import UUID

from django.http import Http404, HttpRequest

from affiant.casework.access import officer_of
from affiant.correspondence import selectors
from affiant.correspondence.errors import NoSuchDraft
from affiant.correspondence.rows import DraftRow
from affiant.ground import clock
from affiant.referrals import services as consulting


def draft_of(referral_id: UUID, draft_id: UUID) -> DraftRow:
    """Return a draft of the referral.

    Raises: Http404.
    """
    try:
        return selectors.draft(draft_id, referral_id)
    except NoSuchDraft as missing:
        raise Http404 from missing


def note_reading(request: HttpRequest, referral_id: UUID) -> None:
    """Enter that the officer reads about the referral, before anything of it is shown."""
    consulting.note_reading(referral_id=referral_id, by=officer_of(request), at=clock.now())
