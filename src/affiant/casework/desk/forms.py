"""What the queue can be narrowed to, and what can be done from it."""

from collections.abc import Mapping

from django import forms
from django.conf import settings

from affiant.casework import words
from affiant.ground.accounts.selectors import OfficerRow
from affiant.referrals.kinds import Flag
from affiant.referrals.queue import Order

TO_DO = "todo"
EVERY = "all"
WHOSE = (("", "Everybody's"), ("mine", "Mine"), ("nobody", "Nobody's yet"))
FLAGS = (
    ("", "With and without"),
    ("any", "Any flag"),
    ("waiting", "Not acknowledged yet"),
    *((flag.value, words.flag(flag)) for flag in Flag),
)
AGES = (
    ("", "Any age"),
    ("day", "Received in the last 24 hours"),
    ("week", "Received in the last 7 days"),
    ("month", "Received in the last 30 days"),
    ("older", "Received before that"),
)
ORDERS = (
    (Order.WAITING, "Longest waiting first"),
    (Order.NEWEST, "Newest first"),
    (Order.DUE, "Time runs out first"),
    (Order.HEARD, "Last heard from first"),
)
ALSO = (("", "All"), ("overdue", "Overdue"), ("withdrawn", "Withdrawn by the person"))


ROUTES = (("", "Any way"), *((code, name.capitalize()) for code, name in words.ROUTES.items()))


class QueueForm(forms.Form):
    """A plain GET form: an address with filters can be kept and sent on."""

    stage = forms.ChoiceField(label="Stage", required=False)
    whose = forms.ChoiceField(label="Officer", required=False)
    order = forms.ChoiceField(label="Order", required=False, choices=ORDERS)
    number = forms.CharField(
        label="Number",
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs={"classes": "govuk-input--width-10"}),
    )
    language = forms.ChoiceField(label="Language", required=False)
    path = forms.ChoiceField(label="How they come to report", required=False)
    situation = forms.ChoiceField(label="Situation", required=False)
    route = forms.ChoiceField(label="Which way it came", required=False, choices=ROUTES)
    flag = forms.ChoiceField(label="Safeguarding", required=False, choices=FLAGS)
    age = forms.ChoiceField(label="Age", required=False, choices=AGES)
    also = forms.ChoiceField(label="Only", required=False, choices=ALSO)

    def __init__(self, data: Mapping[str, object] | None = None, *, officers: list[OfficerRow]) -> None:
        """Offer the officers, stages, languages, paths and situations that there are."""
        super().__init__(data)
        self._offer("whose", [*WHOSE, *((str(row.id), row.display_name) for row in officers)])
        stages = [(code, name) for code, (name, _) in words.STAGES.items()]
        self._offer("stage", [(TO_DO, "Still to do"), (EVERY, "All stages"), *stages])
        self._offer("language", [("", "All languages"), *words.LANGUAGES.items()])
        self._offer("path", [("", "All"), *((code, name.capitalize()) for code, name in words.PATHS.items())])
        self._offer("situation", [("", "All situations"), *settings.AFFIANT.situations.items()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class BulkForm(forms.Form):
    """To whom the marked referrals go."""

    officer = forms.ChoiceField(label="Give the marked ones to", error_messages={"required": "Choose an officer"})

    def __init__(self, data: Mapping[str, object] | None = None, *, officers: list[OfficerRow]) -> None:
        """Offer these officers."""
        super().__init__(data)
        self.fields["officer"].choices = [(str(row.id), row.display_name) for row in officers]  # type: ignore[attr-defined]


class SaveForm(forms.Form):
    """The name under which filters are kept."""

    name = forms.CharField(
        label="Keep these filters as",
        max_length=60,
        widget=forms.TextInput(attrs={"classes": "govuk-input--width-20"}),
        error_messages={"required": "Give the filters a name", "max_length": "A name has at most 60 characters"},
    )
