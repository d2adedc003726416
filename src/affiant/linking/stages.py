"""What can be said of two referrals, and of an earlier account."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Likeness(TextChoices):
    """In what two referrals meet."""

    EVENT = "event", _("The same event")
    PERSON = "person", _("The same person is spoken of")
    FILE = "file", _("The same file, byte for byte")
    MEDIA = "media", _("Pictures or recordings that are nearly the same")
    REPORTER = "reporter", _("The same reporter")


SAME_HAND: Final = frozenset({Likeness.REPORTER, Likeness.PERSON})
"""The likenesses through which an account that was given before is known under another referral too."""


class Verdict(TextChoices):
    """What an officer says of a likeness."""

    LINKED = "linked", _("They belong together")
    APART = "apart", _("They only look alike")


class Whose(TextChoices):
    """Who gave an earlier account."""

    REPORTER = "reporter", _("The person who reports")
    OTHER = "other", _("Somebody else whom the report speaks of")


class Way(TextChoices):
    """How an earlier account was given."""

    INTERVIEW = "interview", _("An interview")
    STATEMENT = "statement", _("A written statement")
    TOLD = "told", _("Told, without an interview")
    UNKNOWN = "unknown", _("Not known")


class Recorded(TextChoices):
    """Whether an earlier account was recorded or written down."""

    YES = "yes", _("Recorded or written down")
    NO = "no", _("Neither recorded nor written down")
    UNKNOWN = "unknown", _("Not known")
