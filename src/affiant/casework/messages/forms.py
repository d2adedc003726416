"""The forms of the messages desk."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from django import forms
from django.http import QueryDict

from affiant.casework import words
from affiant.casework.days import DAY, DayInput
from affiant.correspondence import selectors
from affiant.correspondence.services import Tried, Wording
from affiant.correspondence.stages import Outcome, SafeHours, Settled, Way
from affiant.referrals.services.reply import LONGEST

LONGEST_WORDS: Final = 5_000
LONGEST_LINE: Final = 200


class Words(forms.CharField):
    """Words of several lines; a line break counts as one character, as the person who types sees it."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Return the words with the line breaks of every system but browsers' forms."""
        return super().to_python(str(value).replace("\r\n", "\n") if value else value) or ""


class MessageForm(forms.Form):
    """A message to the person, begun from a wording or not."""

    template = forms.ChoiceField(label="Begin with a wording", required=False)
    language = forms.ChoiceField(label="Language of the message")
    text = Words(
        label="Message",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Write a message", "max_length": "The message is longer than 10,000 characters"},
    )
    asks = forms.CharField(
        label="What does it ask back?",
        help_text="In short, for the team: it stays on the list until somebody says what became of it. "
        "Leave it empty if it asks nothing",
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": "Say it in at most 200 characters"},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, object] | None = None, *, initial: Mapping[str, object] | None = None, reads: str = ""
    ) -> None:
        """Offer the profile's wordings, and the reporter's language first."""
        super().__init__(data, initial=dict(initial or {}))
        offered = [(one.id, one.name) for one in selectors.templates()]
        self.fields["template"].choices = [("", "None: I write it myself"), *offered]  # type: ignore[attr-defined]
        languages = sorted(words.LANGUAGES.items(), key=lambda one: (one[0] != reads, one[1]))
        known = [(reads, reads)] if reads not in words.LANGUAGES else []
        self.fields["language"].choices = [*known, *languages]  # type: ignore[attr-defined]

    @property
    def wording(self) -> Wording:
        """What was written, as it is kept."""
        given = self.cleaned_data
        return Wording(given["text"], given["language"], given["template"], given["asks"])


class ReturnForm(forms.Form):
    """Why a message goes back to its author."""

    why = Words(
        label="What should change?",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what should change", "max_length": "This is longer than 5,000 characters"},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def version_in(cls, posted: QueryDict) -> int:
        """Return the version of the draft that the page showed; 0 where it names none."""
        form = cls(posted)
        form.is_valid()
        return form.cleaned_data.get("version") or 0


class FileForm(forms.Form):
    """A file to go with a message."""

    file = forms.FileField(
        label="Add a file",
        help_text="PDF, JPEG, PNG, MP3 or plain text, up to 10 MB. The person sees its name; take your own name and "
        "other traces out of it first",
        required=False,
        allow_empty_file=True,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SettleForm(forms.Form):
    """What became of something that was asked."""

    how = forms.ChoiceField(
        label="What became of it?",
        choices=Settled.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what became of it", "invalid_choice": "Choose one of the list"},
    )


class TimeInput(forms.TimeInput):
    """A time of day, written as browsers do."""

    input_type = "time"


class AttemptForm(forms.Form):
    """An attempt at contact outside the mailbox."""

    way = forms.ChoiceField(
        label="How",
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you tried", "invalid_choice": "Choose one of the list"},
    )
    through = forms.CharField(
        label="Through whom, if through somebody",
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": "Say it in at most 200 characters"},
    )
    day = forms.DateField(
        label="Day",
        input_formats=[DAY],
        widget=DayInput,
        error_messages={
            "required": "Enter the day",
            "invalid": "Enter the day as year, month and day, like 2027-01-31",
        },
    )
    time = forms.TimeField(
        label="Time, in UTC",
        widget=TimeInput(format="%H:%M", attrs={"classes": "govuk-input--width-5"}),
        error_messages={"required": "Enter the time", "invalid": "Enter the time like 14:30"},
    )
    outcome = forms.ChoiceField(
        label="What came of it",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what came of it", "invalid_choice": "Choose one of the list"},
    )
    safe_hours = forms.ChoiceField(
        label="What the person said about being contacted safely",
        choices=SafeHours.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you read it", "invalid_choice": "Choose one of the list"},
    )
    said = Words(
        label="What was said or agreed",
        help_text="Write no name and no number here: they stand behind People",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "This is longer than 5,000 characters"},
    )
    ground = Words(
        label="Why it was necessary all the same",
        help_text="Only if the person does not wish to be contacted, or what they said about safety was not kept to",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "This is longer than 5,000 characters"},
    )

    @property
    def tried(self) -> Tried:
        """The attempt, as it is kept."""
        given = self.cleaned_data
        return Tried(
            way=Way(given["way"]),
            outcome=Outcome(given["outcome"]),
            tried_at=datetime.combine(given["day"], given["time"], UTC),
            safe_hours=SafeHours(given["safe_hours"]),
            through=given["through"],
            said=given["said"],
            ground=given["ground"],
        )
