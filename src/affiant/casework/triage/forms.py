"""The forms of decisions, second opinions, recusals and lawyers' answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django import forms

from affiant.triage.services import Seen
from affiant.triage.stages import ADDRESSED, WATCHED, Outcome

LONGEST: Final = 5_000
DAY: Final = "%Y-%m-%d"
ASKED: Final = {"addressee": ADDRESSED, "trigger": WATCHED, "review_on": WATCHED}


class Words(forms.CharField):
    """Words of several lines; a line break counts as one character, as the person who types sees it."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Return the words with the line breaks of every system but browsers' forms."""
        return super().to_python(str(value).replace("\r\n", "\n") if value else value) or ""


def words(label: str, hint: str = "", *, missing: str = "", rows: int = 3) -> Words:
    """Return a field for several lines; with `missing` it must be filled, and says so in these words."""
    too_long = f"“{label}” is longer than 5,000 characters"
    return Words(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": too_long},
    )


class DayInput(forms.DateInput):
    """A day; with or without a browser's calendar it travels as 2026-11-21."""

    input_type = "date"

    def __init__(self) -> None:
        """Write days as browsers do."""
        super().__init__(attrs={"classes": "govuk-input--width-10"}, format=DAY)


def day(label: str, hint: str = "") -> forms.DateField:
    """Return a field for a day that may stay empty."""
    wrong = f"“{label}” is a day: enter year, month and day, like 2027-01-31"
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=DayInput,
        input_formats=[DAY],
        error_messages={"invalid": wrong},
    )


class DecideForm(forms.Form):
    """A decision with its reason; what the officer saw travels along, so that a stale page is noticed."""

    outcome = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a decision", "invalid_choice": "Choose a decision from the list"},
    )
    outcome.option_hints = {  # type: ignore[attr-defined]
        "investigate": "The lawyer must have answered on immunity (A.3)",
        "advice": "Ask the CPS for early investigative advice, before the final scoping",
        "share": "A second officer confirms it. What may go is then for the sharing desk and the person's wishes",
        "refer": "For example the Home Office, or another police force",
        "intelligence": "Keep it, link it, do not investigate now",
        "suspend": "It comes up again on the day that you set",
        "no_further_action": "A second officer confirms it",
    }
    reason = words("Reason", "Others must be able to follow it years from now", missing="Give the reason", rows=5)
    addressee = forms.CharField(
        label="To whom",
        help_text="If it is shared or referred: the body’s name",
        required=False,
        max_length=160,
        error_messages={"max_length": "The name is longer than 160 characters"},
    )
    trigger = words("What it waits for", "If it is suspended: what would make you look again sooner", rows=2)
    review_on = day("Review on", "If it is suspended: the day on which it comes up again")
    stage = forms.CharField(widget=forms.HiddenInput)
    state = forms.CharField(widget=forms.HiddenInput)
    size = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, object] | None = None, *, offered: Iterable[Outcome], seen: Seen) -> None:
        """Offer the decisions that may follow; `seen` is what the page shows."""
        super().__init__(data, initial={"stage": seen.stage, "state": seen.state, "size": seen.size})
        self.changes: Sequence[object] = ()  # what others did while the officer was on the page
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (outcome.value, str(outcome.label)) for outcome in offered
        ]

    def clean(self) -> dict[str, object]:
        """Ask for what this outcome asks for, in the words of its field."""
        given = super().clean() or {}
        missing = {
            "addressee": "Say to whom it is shared or referred",
            "trigger": "Say what the suspended referral waits for",
            "review_on": "Set the day on which the suspended referral comes up again",
        }
        for name, outcomes in ASKED.items():
            if given.get("outcome") in outcomes and not given.get(name) and name not in self.errors:
                self.add_error(name, missing[name])
        return given


class ReturnForm(forms.Form):
    """Why a second officer returns a decision."""

    words = words("What is missing, if you return it", missing="Say what is missing, so that the officer can mend it")
    prefix = "return"


class ReopenForm(forms.Form):
    """Why a referral is scoped again."""

    reason = words("Why is it scoped again?", missing="Say why it is scoped again")
    prefix = "reopen"


class LawyerForm(forms.Form):
    """What the lawyer said."""

    adviser = forms.CharField(
        label="Who answered",
        help_text="Name and office, for example of the CPS",
        max_length=160,
        error_messages={"required": "Say who answered", "max_length": "The name is longer than 160 characters"},
    )
    advice = words("What they said", missing="Write down what the lawyer said", rows=4)
    prefix = "lawyer"


class RecuseForm(forms.Form):
    """Who steps back, and why."""

    officer = forms.ChoiceField(
        label="Who steps back",
        error_messages={"required": "Choose who steps back", "invalid_choice": "Choose somebody from the list"},
    )
    reason = words(
        "What is the conflict?",
        "Supervisors can read this. The ledger holds only a seal of it",
        missing="Say what the conflict is",
    )

    def __init__(
        self, data: Mapping[str, object] | None = None, *, officers: Iterable[tuple[str, str]], myself: str
    ) -> None:
        """Offer these officers; the one who asks stands first."""
        super().__init__(data, initial={"officer": myself})
        choices = list(officers)
        self.fields["officer"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["officer"].widget = forms.HiddenInput()
