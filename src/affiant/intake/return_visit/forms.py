"""The forms of the return visit."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from affiant.intake.report.forms import Words, field
from affiant.intake.report.questions.shapes import LONGEST_ACCOUNT, Kind, Question

MESSAGE: Final = Question(
    "message",
    Kind.WORDS,
    _("Your message"),
    _("In any language."),
    longest=LONGEST_ACCOUNT,
    rows=6,
)
REASON: Final = Question(
    "withdrawal_why",
    Kind.WORDS,
    _("Is there something that you want to tell us about it?"),
    _("You do not have to say why. Officers who work with your report can read it."),
    rows=3,
)


class MessageForm(forms.Form):
    """What somebody writes to the team after sending."""

    text = field(MESSAGE)
    # The envelope that this message will be: the form sent twice is one message.
    envelope = Words(widget=forms.HiddenInput, required=False)


class WithdrawForm(forms.Form):
    """The last page before a report is withdrawn: everything on it may stay empty."""

    why = field(REASON)


class SendForm(forms.Form):
    """Carries the envelope that new wishes will be, and what stands in the way of sending them."""

    envelope = Words(widget=forms.HiddenInput, required=False)


class ReceiptForm(forms.Form):
    """A receipt that somebody has kept, to be compared with ours."""

    kept = forms.FileField(
        label=_("Choose the receipt file"),
        help_text=_("Its name was receipt.json. It is compared here and not stored."),
        required=False,
        allow_empty_file=True,
    )
