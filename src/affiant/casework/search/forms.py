"""What an officer types to search, and the shortcuts that are added to it."""

from django import forms

from affiant.casework import words
from affiant.search import query

ORDERS = (("best", "Best first"), ("newest", "Newest first"))


def _choices(nothing: str, names: dict[str, str]) -> list[tuple[str, str]]:
    return [("", nothing), *names.items()]


class SearchForm(forms.Form):
    """One line in the language of the search; what is chosen beside it is written into that line."""

    text = forms.CharField(
        label="Search reports, messages, translations, notes, tasks, decisions and names of files",
        required=False,
        max_length=query.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    order = forms.ChoiceField(label="Order", required=False, choices=ORDERS)
    stage = forms.ChoiceField(
        label="Stage",
        required=False,
        choices=_choices("Any", {code: name for code, (name, _) in words.STAGES.items()}),
    )
    language = forms.ChoiceField(label="Language", required=False, choices=_choices("Any", dict(words.LANGUAGES)))
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def whole(self) -> str:
        """Return the search as one line, with what was chosen beside it."""
        chosen = self.cleaned_data
        beside = {"stage": "stage", "language": "language", "since": "from", "until": "to"}
        added = [f"{name}:{chosen[field]}" for field, name in beside.items() if chosen.get(field)]
        return " ".join([chosen["text"], *added]).strip()
