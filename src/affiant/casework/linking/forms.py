"""The forms of links and of earlier accounts."""

from typing import Any, Final
from uuid import UUID

from django import forms

from affiant.linking.services import Heard
from affiant.linking.stages import Likeness, Recorded, Verdict, Way, Whose

LONGEST: Final = 5_000
LONGEST_LINE: Final = 200


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
        max_length=LONGEST_LINE,
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


class RefuseForm(forms.Form):
    """Why two referrals that were found to be like each other only look alike."""

    ground = _words("Why they only look alike", missing="Say why they only look alike")


class PartForm(forms.Form):
    """Why what was said of two referrals no longer holds."""

    reason = _words("Why it no longer holds", missing="Say why it no longer holds")


class EarlierForm(forms.Form):
    """An account that somebody gave before."""

    whose = forms.ChoiceField(
        label="Who was heard?",
        choices=Whose.choices,
        initial=Whose.REPORTER,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who was heard", "invalid_choice": "Choose one of the list"},
    )
    person = forms.CharField(
        label="If somebody else: the name",
        help_text="As you would code it. Never the name of the person who reports: it stays sealed",
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": "The name is longer than 200 characters"},
    )
    given_to = _words("Heard by whom", "A police force, a court, an organisation, a journalist, or us", "Say by whom")
    given_when = forms.CharField(label="When, as far as is known", required=False, max_length=LONGEST_LINE)
    way = forms.ChoiceField(
        label="How",
        choices=Way.choices,
        initial=Way.UNKNOWN,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how", "invalid_choice": "Choose one of the list"},
    )
    recorded = forms.ChoiceField(
        label="Was it recorded or written down?",
        choices=Recorded.choices,
        initial=Recorded.UNKNOWN,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was recorded", "invalid_choice": "Choose one of the list"},
    )
    where_kept = _words("Where the record is kept")
    corrects = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for the name of somebody else."""
        given = super().clean() or self.cleaned_data
        if given.get("whose") == Whose.OTHER and not given.get("person", "").strip():
            self.add_error("person", "Say who it was")
        return given

    @property
    def heard(self) -> Heard:
        """What was entered; of a valid form."""
        given = self.cleaned_data
        return Heard(
            given_to=given["given_to"],
            given_when=given["given_when"],
            recorded=Recorded(given["recorded"]),
            where_kept=given["where_kept"],
            whose=Whose(given["whose"]),
            person=given["person"],
            way=Way(given["way"]),
        )

    @property
    def corrected(self) -> UUID | None:
        """The account that this one replaces; of a valid form."""
        found: UUID | None = self.cleaned_data["corrects"]
        return found
