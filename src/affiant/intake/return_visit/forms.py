"""The form in which somebody writes to the team after sending."""

from django import forms
from django.utils.translation import gettext_lazy as _

from affiant.intake.report.forms import Words, field
from affiant.intake.report.questions import LONGEST_ACCOUNT, Kind, Question

MESSAGE = Question(
    "message",
    Kind.WORDS,
    _("Your message"),
    _("In any language."),
    longest=LONGEST_ACCOUNT,
    rows=6,
)


class MessageForm(forms.Form):
    """What somebody writes to the team after sending."""

    text = field(MESSAGE)
    # The envelope that this message will be: the form sent twice is one message.
    envelope = Words(widget=forms.HiddenInput, required=False)
