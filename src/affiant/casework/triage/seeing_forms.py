"""The forms of who sees a referral: restricting, lifting, letting members in, ending memberships, taking over."""

from collections.abc import Iterable, Mapping

from django import forms

from affiant.casework.triage.forms import words

SEALED = "Members can read this. The ledger holds only a seal of it"


class RestrictForm(forms.Form):
    """Why only members see a referral."""

    reason = words("Why should only its members see it?", SEALED, missing="Say why only its members should see it")
    prefix = "restrict"


class LiftForm(forms.Form):
    """Why everybody may see a referral again."""

    reason = words("Why may everybody see it again?", SEALED, missing="Say why everybody may see it again")
    prefix = "lift"


class MemberForm(forms.Form):
    """Who becomes a member, and why."""

    officer = forms.ChoiceField(
        label="Officer",
        error_messages={"required": "Choose an officer", "invalid_choice": "Choose an officer from the list"},
    )
    reason = words("What do they need it for?", SEALED, missing="Say what they need it for", rows=2)
    prefix = "member"

    def __init__(self, data: Mapping[str, object] | None = None, *, officers: Iterable[tuple[str, str]]) -> None:
        """Offer these officers."""
        super().__init__(data)
        self.fields["officer"].choices = [("", "Choose an officer"), *officers]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """Why a membership ends."""

    reason = forms.CharField(
        label="Why does it end?",
        max_length=500,
        error_messages={"required": "Say why it ends", "max_length": "The reason is longer than 500 characters"},
    )


class TakeOverForm(forms.Form):
    """Why a supervisor takes over a restricted referral that nobody looks after."""

    reason = forms.CharField(
        label="Why do you take it over?",
        max_length=500,
        error_messages={
            "required": "Say why you take it over",
            "max_length": "The reason is longer than 500 characters",
        },
    )
