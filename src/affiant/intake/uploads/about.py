"""The words of the questions about a file. Whoever changes their meaning raises the form's version."""

from typing import Final

from django.utils.translation import gettext_lazy as _

MADE: Final = _("Who made it?")
MADE_HINT: Final = _(
    "For example: I did; somebody else; I do not know. If you know when, where or with what, write that too. "
    "You need not name anybody."
)
GOT: Final = _("When and how did you get it?")
GOT_HINT: Final = _(
    "For example: I recorded it that day; somebody sent it to me in a chat in May; I saved it from a website. "
    "If it stood on the internet, its address helps."
)
ORIGINAL: Final = _("Is it the original?")
ORIGINAL_HINT: Final = _(
    "The original is the file as the phone, the camera or the program made it. A screenshot, and most of what comes "
    "through a chat, is a copy. Copies are welcome too."
)
YES: Final = _("Yes, the original")
COPY: Final = _("No, a copy, a screenshot or a part of it")
OTHERS: Final = _("And the other files?")
OTHERS_HINT: Final = _(
    "There are too many to ask about each. Write here what you know about who made them and how you got them."
)
INTRO: Final = _(
    "Whether a file can be used later often depends on where it comes from. Leave empty what you do not know or do not "
    "want to say."
)
