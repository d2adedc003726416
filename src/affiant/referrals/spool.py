"""This system's two ends of the spool."""

from django.conf import settings

from affiant.ground.spool.disk import DiskInbox, DiskOutbox
from affiant.ground.spool.port import Inbox, Outbox


def inbox() -> Inbox:
    """Return the inbox that settings name."""
    return DiskInbox(settings.AFFIANT.spool_dir)


def outbox() -> Outbox:
    """Return the outbox that settings name."""
    return DiskOutbox(settings.AFFIANT.spool_dir)
