"""Where a draft stands, which step may follow which, and the words for contact outside the mailbox."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DraftStage(TextChoices):
    """Where a message to a reporter stands before it is one."""

    WRITING = "writing", _("Being written")
    WAITING = "waiting", _("Waits for a second officer")
    RETURNED = "returned", _("Returned")
    SENT = "sent", _("Sent")
    DISCARDED = "discarded", _("Thrown away")


# Only what is being written, or was returned, can change: a second officer lets go exactly what they have read.
MAY_FOLLOW: Final[dict[DraftStage, frozenset[DraftStage]]] = {
    DraftStage.WRITING: frozenset({DraftStage.WAITING, DraftStage.SENT, DraftStage.DISCARDED}),
    DraftStage.WAITING: frozenset({DraftStage.SENT, DraftStage.RETURNED, DraftStage.DISCARDED}),
    DraftStage.RETURNED: frozenset({DraftStage.WAITING, DraftStage.SENT, DraftStage.DISCARDED}),
    DraftStage.SENT: frozenset(),
    DraftStage.DISCARDED: frozenset(),
}
OPEN: Final = frozenset({DraftStage.WRITING, DraftStage.RETURNED})


class Settled(TextChoices):
    """What became of something that the team asked."""

    ANSWERED = "answered", _("The person answered")
    NOT_NEEDED = "not_needed", _("It is no longer needed")
    LEFT = "left", _("The person does not wish to answer")


class Way(TextChoices):
    """How somebody was tried to be reached outside the mailbox."""

    PHONE = "phone", _("Telephone")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("E-mail")
    VISIT = "visit", _("In person")
    PARTNER = "partner", _("Through an organisation or a trusted person")
    POST = "post", _("Letter by post")


class Outcome(TextChoices):
    """What came of it."""

    REACHED = "reached", _("The person was reached")
    NOT_REACHED = "not_reached", _("Nobody was reached")
    OTHER_PERSON = "other_person", _("Somebody else answered; nothing was said of the report")
    WORD_LEFT = "word_left", _("A neutral word was left")
    WRONG = "wrong", _("The number or address is not theirs any more")
    REFUSED = "refused", _("The person does not wish to be contacted this way")
    BROKEN_OFF = "broken_off", _("Broken off: it was not safe")


class SafeHours(TextChoices):
    """Whether what the person said about being contacted safely was read before."""

    KEPT = "kept", _("I read it, and kept to it")
    NOTHING_SAID = "nothing_said", _("I looked: the person said nothing about it")
    NOT_READ = "not_read", _("It was not read, or not kept to")
