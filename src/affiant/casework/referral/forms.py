"""The forms on a referral's page: answering, opening the ways of contact."""

from collections.abc import Mapping

from django import forms

from affiant.referrals.services.reply import LONGEST as LONGEST_MESSAGE

LONGEST_REASON = 5_000


class Words(forms.CharField):
    """Words of several lines; a line break counts as one character, as the person who types sees it."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Return the words with the line breaks of every system but browsers' forms."""
        return super().to_python(str(value).replace("\r\n", "\n") if value else value) or ""


class ReplyForm(forms.Form):
    """A message to the person; they read it when they come back with their return code."""

    text = Words(
        label="Write to the person",
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write a message", "max_length": "The message is longer than 10,000 characters"},
    )

    def __init__(self, data: Mapping[str, object] | None = None, *, language: str) -> None:
        """Remind of the language that the person reads."""
        super().__init__(data)
        self.fields["text"].help_text = (
            f"They used the form in {language}. They read it when they come back with their return code; "
            "nothing is sent to a telephone or a mailbox."
        )


class ContactForm(forms.Form):
    """The reason for opening the name and the ways of contact."""

    reason = forms.CharField(
        label="Why do you need them?",
        max_length=LONGEST_REASON,
        error_messages={
            "required": "Say why you need them",
            "max_length": "The reason is longer than 5,000 characters",
        },
    )
    prefix = "contact"
