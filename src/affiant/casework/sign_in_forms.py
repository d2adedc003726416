"""The forms of signing in, in this face's words; what they check is allauth's."""

from collections.abc import Mapping

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

CODE_HINT = "The 6 digits that your authenticator app shows now, or one of your recovery codes"


class _InOurWords(forms.Form):
    """Takes allauth's placeholders away and gives every field a label, a hint and an error of our own."""

    words: Mapping[str, tuple[str, str, str]] = {}

    def __init__(self, *arguments: object, **named: object) -> None:
        """Dress the fields that allauth made."""
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        for name, (label, hint, missing) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = missing
            field.widget.attrs.pop("placeholder", None)


class SignInForm(_InOurWords, LoginForm):  # type: ignore[misc]  # allauth carries no types
    """User name and password."""

    words = {
        "login": ("User name", "", "Enter your user name"),
        "password": ("Password", "", "Enter your password"),
    }


class PasswordAgainForm(_InOurWords, ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The password once more, before something that matters."""

    words = {"password": ("Password", "", "Enter your password")}


class NewPasswordForm(_InOurWords, ChangePasswordForm):  # type: ignore[misc]  # allauth carries no types
    """A new password."""

    words = {
        "oldpassword": ("Your password now", "", "Enter the password that you use now"),
        "password1": (
            "New password",
            "At least 14 characters. Three or four unrelated words are easy to remember and hard to guess.",
            "Enter a new password",
        ),
        "password2": ("New password again", "", "Enter the new password again"),
    }


class _CodeForm(_InOurWords):
    """A code from an app, or a recovery code."""

    words = {"code": ("Code", CODE_HINT, "Enter a code")}

    def __init__(self, *arguments: object, **named: object) -> None:
        """Bring up the digits on a phone."""
        super().__init__(*arguments, **named)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "classes": "govuk-input--width-10"}


class CodeForm(_CodeForm, second_factor.AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The second factor at sign-in."""


class CodeAgainForm(_CodeForm, second_factor.ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The second factor once more."""


class FirstCodeForm(_CodeForm, ActivateTOTPForm):  # type: ignore[misc]  # allauth carries no types
    """Proves that the app has taken the secret."""

    words = {"code": ("Code", "The 6 digits that your authenticator app shows now", "Enter the code from the app")}


class PasskeyForm(_InOurWords, AddWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """A new passkey and its name."""

    words = {
        "name": ("Name", "So that you can tell your passkeys apart, for example “Blue key on my ring”", "Enter a name")
    }


class PasskeyNameForm(_InOurWords, EditWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """Another name for a passkey."""

    words = {"name": ("Name", "", "Enter a name")}
