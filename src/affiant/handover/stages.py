"""Where a handed-over file stands, how each of its lines does, and what a person said of a report themselves."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where a handed-over file stands."""

    RECEIVED = "received", _("Received")
    UNREADABLE = "unreadable", _("Cannot be read")
    EXAMINED = "examined", _("Looked through")
    TAKING = "taking", _("Being taken")
    TAKEN = "taken", _("Taken")
    DECLINED = "declined", _("Not taken")


# Looking through can be done again after a fault of ours. Nothing leaves the last two.
MAY_FOLLOW: Final[dict[Stage, frozenset[Stage]]] = {
    Stage.RECEIVED: frozenset({Stage.UNREADABLE, Stage.EXAMINED, Stage.DECLINED}),
    Stage.UNREADABLE: frozenset({Stage.DECLINED}),
    Stage.EXAMINED: frozenset({Stage.TAKING, Stage.DECLINED}),
    Stage.TAKING: frozenset({Stage.TAKEN}),
    Stage.TAKEN: frozenset(),
    Stage.DECLINED: frozenset(),
}
IN_WORK: Final = frozenset({Stage.RECEIVED, Stage.TAKING})  # what a worker is asked for


class Hindrance(TextChoices):
    """What kept a worker from looking a file through, or from taking it, the last time."""

    NAMES_LOCKED = "names_locked", _("The machine that does it does not hold the key of names.")
    DAMAGED = "damaged", _("A stored part of the file is damaged or missing.")
    UNEXPECTED = "unexpected", _("Something that nobody foresaw; the operator's log has it.")


class Standing(TextChoices):
    """How a line of the table stands."""

    GOOD = "good", _("Can be taken")
    WRONG = "wrong", _("Something is wrong")
    KNOWN = "known", _("Taken before")


class Consent(TextChoices):
    """What the person themselves said about a report that others sent for them (R15)."""

    YES = "yes", _("They want it")
    KNOWS = "knows", _("They know of it; whether they want it is not known")
    NO = "no", _("They do not want it")
    CANNOT = "cannot", _("They cannot be asked")
