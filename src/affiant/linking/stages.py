"""What can be said of two referrals, and of an earlier account."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Likeness(TextChoices):
    """In what two referrals meet."""

    EVENT = "event", _("The same event")
    PERSON = "person", _("The same person is spoken of")
    FILE = "file", _("The same file, byte for byte")
    REPORTER = "reporter", _("The same reporter")


class Verdict(TextChoices):
    """What an officer says of a likeness."""

    LINKED = "linked", _("They belong together")
    APART = "apart", _("They only look alike")


class Recorded(TextChoices):
    """Whether an earlier account was recorded or written down."""

    YES = "yes", _("Recorded or written down")
    NO = "no", _("Neither recorded nor written down")
    UNKNOWN = "unknown", _("Not known")
