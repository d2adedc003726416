"""The forms of the identity door: why it opens, somebody to contact, and why names are erased."""

from typing import Any, Final

from django import forms

from affiant.referrals.kinds import Role
from affiant.referrals.services.people import ASKED

LONGEST_REASON: Final = 5_000
LONGEST: Final = 2_000
WITHOUT_NAMES: Final = "The reason is kept in the ledger. Do not write a name into it"


def _reason(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=WITHOUT_NAMES,
        max_length=LONGEST_REASON,
        error_messages={"required": missing, "max_length": "The reason is longer than 5,000 characters"},
    )


def _words(name: str, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=ASKED[name],
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": "An answer is longer than 2,000 characters"},
    )


class DoorForm(forms.Form):
    """The reason for opening names and ways of contact."""

    reason = _reason("Why do you need them?", "Say why you need them")
    prefix = "contact"


class PersonForm(forms.Form):
    """Somebody to contact; what is typed here is closed as soon as it is kept."""

    role = forms.ChoiceField(
        label="Who is it?",
        choices=[choice for choice in Role.choices if choice[0] != Role.REPORTER],
        widget=forms.RadioSelect,
        error_messages={"required": "Say who it is"},
    )
    name = forms.CharField(label=ASKED["name"], required=False, max_length=200)
    reach = _words("reach", "A telephone number, an email address, or somebody who can reach them")
    safe = _words("safe", "At which hours they may be called, and what must not be said if somebody else answers")
    source = _words("source", "For example: from the account, or from a message of 21 November", rows=2)

    def clean(self) -> dict[str, Any]:
        """Ask for a name or a way of reaching them: without both there is nobody to contact."""
        given = super().clean() or {}
        if not (given.get("name") or given.get("reach")) and "reach" not in self.errors:
            self.add_error("reach", "Give a name or a way of reaching them")
        return given


class EraseForm(forms.Form):
    """The reason for erasing every name of a referral for good."""

    reason = _reason("Why are they to be erased?", "Say why they are to be erased")
    sure = forms.BooleanField(
        label="I know that nobody can bring them back",
        error_messages={"required": "Confirm that you know that nobody can bring them back"},
    )
    prefix = "erase"
