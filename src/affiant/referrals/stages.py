"""Where a referral stands, and which step may follow which."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where a referral stands."""

    RECEIVED = "received", _("Received")
    ASSIGNED = "assigned", _("Assigned")
    ACCEPTED = "accepted", _("Accepted")
    SHARING = "sharing", _("To be shared")
    SHARED = "shared", _("Shared")
    NO_FURTHER_ACTION = "no_further_action", _("No further action")


# A decision can be taken anew when new material comes; nothing goes back to being unread.
MAY_FOLLOW: Final[dict[Stage, frozenset[Stage]]] = {
    Stage.RECEIVED: frozenset({Stage.ASSIGNED}),
    Stage.ASSIGNED: frozenset({Stage.ACCEPTED, Stage.SHARING, Stage.NO_FURTHER_ACTION}),
    Stage.ACCEPTED: frozenset({Stage.SHARING, Stage.SHARED, Stage.NO_FURTHER_ACTION}),
    Stage.SHARING: frozenset({Stage.SHARED, Stage.ACCEPTED, Stage.NO_FURTHER_ACTION}),
    Stage.SHARED: frozenset({Stage.ACCEPTED, Stage.SHARING, Stage.NO_FURTHER_ACTION}),
    Stage.NO_FURTHER_ACTION: frozenset({Stage.ACCEPTED, Stage.SHARING}),
}


class Direction(TextChoices):
    """Which way a message went."""

    INCOMING = "incoming", _("From the reporter")
    OUTGOING = "outgoing", _("To the reporter")


class LetterKind(TextChoices):
    """What a letter to a mailbox is."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    MESSAGE = "message", _("Message")
