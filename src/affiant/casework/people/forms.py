"""The administrator's forms: a new officer, an officer's roles."""

from django import forms

from affiant.ground.accounts.roles import Role

ROLE_HINTS = {
    Role.DUTY_OFFICER: "Reads the queue and referrals, takes them on, decides, answers reporters",
    Role.INVESTIGATOR: "The same as a duty officer",
    Role.SUPERVISOR: "The same, confirms decisions, approves packages, restricts referrals, and reads the ledger",
    Role.LIAISON_OFFICER: "Reads referrals and prepares packages for partners",
    Role.AUDITOR: "Reads the ledger; sees no case",
    Role.ADMINISTRATOR: "Manages officers; sees no case",
}


class RolesForm(forms.Form):
    """Which roles an officer holds."""

    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role", "invalid_choice": "Choose roles from the list"},
    )
    roles.option_hints = {str(role): hint for role, hint in ROLE_HINTS.items()}  # type: ignore[attr-defined]


class NewOfficerForm(RolesForm):
    """A new officer; the password is made by the system."""

    display_name = forms.CharField(
        label="Name",
        help_text="As colleagues and partners know the officer",
        max_length=160,
        error_messages={"required": "Enter the officer's name", "max_length": "The name is longer than 160 characters"},
    )
    username = forms.RegexField(
        label="User name",
        regex=r"^[A-Za-z0-9._-]+$",
        help_text="For signing in: letters without accents, digits, dots, hyphens and underscores",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": "Enter a user name",
            "invalid": "A user name has letters without accents, digits, dots, hyphens and underscores, and no spaces",
            "max_length": "The user name is longer than 80 characters",
        },
    )
    field_order = ("display_name", "username", "roles")
