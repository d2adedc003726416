"""Where a referral stands, and which step may follow which: the one table of its life cycle."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where a referral stands."""

    RECEIVED = "received", _("Received")
    ASSIGNED = "assigned", _("Being scoped")
    ADVICE = "advice", _("Early advice sought")
    PROPOSED = "proposed", _("Waits for a second officer")
    ACCEPTED = "accepted", _("Being investigated")
    INTELLIGENCE = "intelligence", _("Intelligence only")
    SUSPENDED = "suspended", _("Suspended")
    REFERRED = "referred", _("Referred to another UK body")
    SHARING = "sharing", _("To be shared")
    SHARED = "shared", _("Shared")
    NO_FURTHER_ACTION = "no_further_action", _("No further action")


# In an open stage an officer can decide; what a second officer returns goes back to the open stage that it left.
# Every other stage but the first ends the work until somebody reopens the referral, with a reason: then it is scoped
# again. Nothing goes back to being unread.
OPEN: Final = frozenset({Stage.ASSIGNED, Stage.ADVICE, Stage.ACCEPTED})
AT_WORK: Final = OPEN | {Stage.PROPOSED, Stage.SHARING}  # somebody has to have it; a new one waits for anybody
_DECIDED_BY_ONE: Final = frozenset({Stage.INTELLIGENCE, Stage.SUSPENDED, Stage.REFERRED, Stage.PROPOSED})

MAY_FOLLOW: Final[dict[Stage, frozenset[Stage]]] = {
    Stage.RECEIVED: frozenset({Stage.ASSIGNED}),
    Stage.ASSIGNED: _DECIDED_BY_ONE | {Stage.ADVICE, Stage.ACCEPTED},
    Stage.ADVICE: _DECIDED_BY_ONE | {Stage.ACCEPTED, Stage.ASSIGNED},
    Stage.ACCEPTED: _DECIDED_BY_ONE | {Stage.ADVICE, Stage.ASSIGNED},  # a package does not end an investigation
    Stage.PROPOSED: OPEN | {Stage.SHARING, Stage.NO_FURTHER_ACTION},
    Stage.INTELLIGENCE: frozenset({Stage.ASSIGNED}),
    Stage.SUSPENDED: frozenset({Stage.ASSIGNED, Stage.SUSPENDED}),
    Stage.REFERRED: frozenset({Stage.ASSIGNED}),
    Stage.SHARING: frozenset({Stage.SHARED, Stage.ASSIGNED}),
    Stage.SHARED: frozenset({Stage.ASSIGNED}),
    Stage.NO_FURTHER_ACTION: frozenset({Stage.ASSIGNED}),
}


class Direction(TextChoices):
    """Which way a message went."""

    INCOMING = "incoming", _("From the reporter")
    OUTGOING = "outgoing", _("To the reporter")


class LetterKind(TextChoices):
    """What a letter to a mailbox is."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    MESSAGE = "message", _("Message")
    STATUS = "status", _("Where the report stands")
    SHARED = "shared", _("What was passed on")
