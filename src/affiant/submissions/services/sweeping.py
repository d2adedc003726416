"""Puts right what crashes left behind, and deletes what has outlived its day."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from affiant.ground.spool.disk import DiskInbox
from affiant.submissions import locks, parts, selectors
from affiant.submissions.services import drafts, sending
from affiant.submissions.sessions import SessionStore

LEFT_BEHIND: Final = timedelta(days=2)  # no sending takes that long


def sweep(*, at: datetime) -> None:
    """Publish what was sent and did not appear; delete what is over.

    That is ended visits, abandoned drafts and, after their time, their names, envelopes that were never sent, and
    parts without a row.

    May run at any time, beside the server and beside itself.
    """
    sending.publish_departing()
    SessionStore.clear_expired()
    DiskInbox(settings.AFFIANT.spool_dir).discard_prepared(before=at - LEFT_BEHIND, keep=selectors.departing())
    _delete_abandoned(at=at)
    drafts.forget_expired(before=at - timedelta(days=settings.AFFIANT.expired_days))
    _remove_parts_without_a_row()


def _delete_abandoned(*, at: datetime) -> None:
    """Delete the drafts that were never sent and that nobody has come back to, with all that belongs to them."""
    before = at - timedelta(days=settings.AFFIANT.draft_days)
    for lookup in selectors.abandoned(before=before):
        with locks.draft(lookup):  # sending holds it too
            drafts.delete_abandoned(lookup, before=before, at=at)


def _remove_parts_without_a_row() -> None:
    for lookup in parts.drafts_on_disk():
        with locks.draft(lookup):
            sending.clear(lookup)
