"""The forms of sharing: packages, partners."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms

from affiant.casework.days import DAY, DayInput
from affiant.sharing.stages import PartnerStatus

LONGEST = 5_000


class PrepareForm(forms.Form):
    """To whom, and under which conditions."""

    partner = forms.ChoiceField(
        label="Partner",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a partner", "invalid_choice": "Choose a partner from the list"},
    )
    conditions = forms.CharField(
        label="Conditions",
        help_text="What the partner must keep to, for example not to pass it on. You can leave this empty.",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "The conditions are longer than 5,000 characters"},
    )

    def __init__(self, data: object = None, *, partners: Iterable[tuple[str, str]]) -> None:
        """Offer these partners."""
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["partner"].choices = list(partners)  # type: ignore[attr-defined]


class StandingForm(forms.Form):
    """Whether packages may go to a partner, and until which day."""

    status = forms.ChoiceField(
        label="Status",
        choices=PartnerStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a status", "invalid_choice": "Choose a status from the list"},
    )
    status.option_hints = {  # type: ignore[attr-defined]
        "active": "Packages may go to it on the days below",
        "suspended": "No package goes to it for now",
        "closed": "No package goes to it any more",
    }
    valid_until = forms.DateField(
        widget=DayInput,
        input_formats=[DAY],
        label="Last day",
        help_text="The last day on which packages may go to it. Leave it empty if no end is known.",
        required=False,
        error_messages={"invalid": "Enter the last day as year, month and day, like 2027-01-31"},
    )


class NewPartnerForm(forms.Form):
    """A new partner and the key that its packages are sealed to."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter the partner's name", "max_length": "The name is longer than 200 characters"},
    )
    recipient = forms.CharField(
        label="Key",
        help_text="The partner's age recipient: it begins with age1. Whoever holds its other half opens the packages, "
        "so have it read out over a line that you trust.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Enter the partner's key", "max_length": "A key has 62 characters"},
    )
    body = forms.ChoiceField(
        label="Which wish says what may go to it",
        help_text="The form asks the person about each of these by itself.",
        error_messages={"required": "Choose a wish", "invalid_choice": "Choose a wish from the list"},
    )
    valid_from = forms.DateField(
        widget=DayInput,
        input_formats=[DAY],
        label="First day",
        help_text="The first day on which packages may go to it.",
        error_messages={
            "required": "Enter the first day",
            "invalid": "Enter the first day as year, month and day, like 2026-11-21",
        },
    )

    def __init__(self, data: object = None, *, bodies: Mapping[str, str], first_day: date) -> None:
        """Offer these wishes."""
        super().__init__(data, initial={"valid_from": first_day})  # type: ignore[arg-type]
        self.fields["body"].choices = list(bodies.items())  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why a package does not leave."""

    reason = forms.CharField(
        label="Reason, if you decline",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Give the reason for declining",
            "max_length": "The reason is longer than 5,000 characters",
        },
    )
