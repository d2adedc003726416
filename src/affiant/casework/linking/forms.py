"""The forms of links and of earlier accounts."""

from typing import Final

from django import forms

from affiant.linking.stages import Likeness, Recorded, Verdict

LONGEST: Final = 5_000
SHORTEST_LINE: Final = 200


def _words(label: str, hint: str = "", missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": missing, "max_length": f"“{label}” is longer than 5,000 characters"},
    )


class SayForm(forms.Form):
    """What an officer says of this referral and another."""

    reference = forms.CharField(
        label="Reference of the other referral",
        help_text="Like 2026-000017, or the number alone",
        max_length=SHORTEST_LINE,
        widget=forms.TextInput(attrs={"classes": "govuk-input--width-10"}),
        error_messages={"required": "Enter the other referral's reference"},
    )
    likeness = forms.ChoiceField(
        label="In what they meet",
        choices=Likeness.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose in what they meet", "invalid_choice": "Choose one of the list"},
    )
    verdict = forms.ChoiceField(
        label="What you say of it",
        choices=Verdict.choices,
        initial=Verdict.LINKED,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you say of it", "invalid_choice": "Choose one of the list"},
    )
    ground = _words("What it rests on", "The passages, the files, or what you heard", "Say what it rests on")


class PartForm(forms.Form):
    """Why what was said of two referrals no longer holds."""

    reason = _words("Why it no longer holds", missing="Say why it no longer holds")


class EarlierForm(forms.Form):
    """An account that the person gave before."""

    given_to = _words("To whom", "A police force, a court, an organisation, a journalist", "Say to whom")
    given_when = forms.CharField(label="When, as far as is known", required=False, max_length=SHORTEST_LINE)
    recorded = forms.ChoiceField(
        label="Was it recorded or written down?",
        choices=Recorded.choices,
        initial=Recorded.UNKNOWN,
        widget=forms.RadioSelect,
    )
    where_kept = _words("Where the record is kept")
