"""The forms on a referral's page: answering, flags, notes, tasks, the situation, translations."""

from collections.abc import Mapping

from django import forms
from django.conf import settings

from affiant.casework import words
from affiant.casework.days import DAY, DayInput
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.permissions import Permission
from affiant.referrals.kinds import Origin, Standing
from affiant.referrals.services.reply import LONGEST as LONGEST_MESSAGE

LONGEST_REASON = 5_000
LONGEST_TRANSLATION = 400_000


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


class FlagsForm(forms.Form):
    """What was done about flags."""

    done = Words(
        label="What did you do?",
        help_text="For example whom you called and what they will do. It is kept with your name",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what you did", "max_length": "This is longer than 5,000 characters"},
    )
    prefix = "flags"


class NoteForm(forms.Form):
    """A note that the person never sees."""

    standing = forms.ChoiceField(
        label="It is",
        choices=Standing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is a fact or an opinion"},
    )
    text = Words(
        label="Note",
        help_text=(
            "The person never sees it. A court, or the person by a request for their data, may. Names and ways of "
            "contact belong under People"
        ),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the note", "max_length": "The note is longer than 10,000 characters"},
    )
    prefix = "note"


class TaskForm(forms.Form):
    """Something to be done, by whom and until when."""

    what = forms.CharField(
        label="What has to be done",
        max_length=500,
        error_messages={"required": "Say what has to be done", "max_length": "A task has at most 500 characters"},
    )
    given_to = forms.ChoiceField(label="By whom", required=False)
    due_on = forms.DateField(
        label="Until when",
        required=False,
        input_formats=[DAY],
        widget=DayInput,
        error_messages={"invalid": "Enter the day as year, month and day, like 2027-01-31"},
    )
    prefix = "task"

    def __init__(self, data: Mapping[str, object] | None = None) -> None:
        """Offer the officers who can read the referral."""
        super().__init__(data)
        readers = ((str(row.id), row.display_name) for row in accounts.who_may(Permission.READ_REFERRAL))
        self.fields["given_to"].choices = [("", "Anybody"), *readers]  # type: ignore[attr-defined]


class SituationForm(forms.Form):
    """The situation that a referral belongs to."""

    situation = forms.ChoiceField(label="Situation", required=False)
    prefix = "situation"

    def __init__(self, data: Mapping[str, object] | None = None, *, now: str = "") -> None:
        """Offer the situations of the unit profile."""
        super().__init__(data, initial={"situation": now})
        named = [("", "None, or not known yet"), *settings.AFFIANT.situations.items()]
        self.fields["situation"].choices = named  # type: ignore[attr-defined]


class TranslationForm(forms.Form):
    """What an answer says in another language, and who made the translation."""

    language = forms.ChoiceField(label="Into", choices=tuple(words.LANGUAGES.items()), initial="en")
    text = Words(
        label="Translation",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_TRANSLATION,
        error_messages={"required": "Write the translation", "max_length": "The translation is too long"},
    )
    origin = forms.ChoiceField(
        label="Who made it",
        choices=Origin.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who made it"},
    )
    made_by = forms.CharField(
        label="Name of the translator, or of the program and its version",
        max_length=200,
        error_messages={"required": "Name who made it", "max_length": "A name has at most 200 characters"},
    )
