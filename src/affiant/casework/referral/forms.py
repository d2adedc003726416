"""The forms on a referral's page: deciding, answering, opening the ways of contact."""

from django import forms

from affiant.referrals.stages import Stage
from affiant.triage.stages import LEADS_TO, MAY_FOLLOW, Outcome

LONGEST_REASON = 5_000
LONGEST_MESSAGE = 20_000


class DecideForm(forms.Form):
    """A decision with its reason; the stage that the officer saw travels along, so that a stale page is noticed."""

    outcome = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a decision", "invalid_choice": "Choose a decision from the list"},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Others must be able to follow it later",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give the reason", "max_length": "The reason is longer than 5,000 characters"},
    )
    seen = forms.ChoiceField(choices=Stage.choices, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, stage: Stage) -> None:
        """Offer the decisions that may follow this stage."""
        super().__init__(data, initial={"seen": stage})  # type: ignore[arg-type]
        self.fields["outcome"].choices = choices(stage)  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """A message to the person; they read it when they come back with their return code."""

    text = forms.CharField(
        label="Write to the person",
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write a message", "max_length": "The message is longer than 20,000 characters"},
    )

    def __init__(self, data: object = None, *, language: str) -> None:
        """Remind of the language that the person reads."""
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["text"].help_text = (
            f"They used the form in {language}. They read it when they come back with their return code; "
            "nothing is sent to a telephone or a mailbox."
        )


class ContactForm(forms.Form):
    """The reason for opening the name and the ways of contact."""

    reason = forms.CharField(
        label="Why do you need them?",
        max_length=LONGEST_REASON,
        error_messages={"required": "Say why you need them", "max_length": "The reason is longer than 5,000 characters"},
    )
    prefix = "contact"


def choices(stage: Stage) -> list[tuple[str, str]]:
    """List the decisions that may follow a stage."""
    return [(outcome.value, str(outcome.label)) for outcome in Outcome if LEADS_TO[outcome] in MAY_FOLLOW[stage]]
