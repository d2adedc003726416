"""The forms of the desk: what was handed over, what is to become of it, who hands over."""

from collections.abc import Iterable

from django import forms

LONGEST = 5_000
CUT_SHORT = "The file did not arrive whole, because the connection broke. Nothing was kept: send it again"


class HandoverForm(forms.Form):
    """Which organisation, how it came, and the file; what ends the form says that all of it arrived."""

    organisation = forms.ChoiceField(
        label="Which organisation",
        error_messages={"required": "Choose the organisation", "invalid_choice": "Choose one from the list"},
    )
    how = forms.CharField(
        label="Who brought it, and how",
        help_text="For example on a stick, by whom, on which day. It stands in the record of where the file came from.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say who brought it, and how", "max_length": "It is longer than 5,000 characters"},
    )
    file = forms.FileField(
        label="The file",
        help_text="A table (CSV), or a ZIP file that holds the table under the name reports.csv and the files that it "
        "names. At most 4 GiB.",
        error_messages={"required": "Choose the file", "empty": "The file is empty"},
    )
    end = forms.CharField(widget=forms.HiddenInput, initial="1", error_messages={"required": CUT_SHORT})

    def __init__(self, data: object = None, files: object = None, *, offered: Iterable[tuple[str, str]]) -> None:
        """Offer these organisations."""
        super().__init__(data, files)  # type: ignore[arg-type]
        self.fields["organisation"].choices = [("", "Choose"), *offered]  # type: ignore[attr-defined]

    def is_cut_short(self) -> bool:
        """Answer whether the connection broke before the end of the form."""
        return self.is_bound and not self.data.get("end")


class AcceptForm(forms.Form):
    """Whether the good lines are to be taken although others are wrong."""

    only_good = forms.BooleanField(required=False)


def _reason(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": missing, "max_length": "The reason is longer than 5,000 characters"},
    )


class DeclineForm(forms.Form):
    """Why nothing of it is taken."""

    reason = _reason("Reason, if you take nothing", "Give the reason for taking nothing")


class EraseForm(forms.Form):
    """Why the file goes for good."""

    erase_reason = _reason("Reason", "Give the reason for erasing the file")


class OrganisationForm(forms.Form):
    """An organisation of the register."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter its name", "max_length": "The name is longer than 200 characters"},
    )
    organisation_id = forms.CharField(
        label="Its id, if it sends through the public site",
        help_text="32 letters and digits: your operator reads it out with `affiant intake organisation list`. Leave it "
        "empty if the organisation only hands files over.",
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
