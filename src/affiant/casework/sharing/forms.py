"""The forms of sharing: preparing a package, declining one."""

from collections.abc import Iterable

from django import forms

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
