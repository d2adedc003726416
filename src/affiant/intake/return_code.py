"""The form that reads a return code, and says what is wrong with it without a hint for strangers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from affiant.core import codes
from affiant.core.codes import CodeEmpty, CodeError, CodeLength, CodeLetters, ReturnCode

EMPTY = _("Enter your return code.")
LETTERS = _("A return code has only digits. Look for letters or signs in what you entered.")
SLIP = _("A digit is wrong, or two have changed places. Compare the code with your note, group by group.")
UNKNOWN = _("There is nothing under this code. Check that it is the right one.")
OTHER = _("This is not the code above. Compare the two, group by group.")


class Digits(forms.CharField):
    """A code as it came out of a keyboard or a clipboard: what cannot be shown goes."""

    def to_python(self, value: object) -> str:
        """Give the characters back without NUL."""
        return (super().to_python(value) or "").replace("\x00", "")


class CodeForm(forms.Form):
    """One field that takes a return code as people write it."""

    code = Digits(
        label=_("Your return code"),
        help_text=_("28 digits in seven groups. Spaces do not matter."),
        required=False,
        max_length=200,
        error_messages={"max_length": SLIP},
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "inputmode": "numeric",
                "spellcheck": "false",
                "dir": "ltr",
                "classes": "code-input",
            }
        ),
    )

    def clean_code(self) -> ReturnCode:
        """Read the code, or say what is wrong with it."""
        try:
            return codes.parse(self.cleaned_data["code"])
        except CodeError as refused:
            raise forms.ValidationError(_sentence(refused)) from refused

    def unknown(self) -> None:
        """Say that nothing lies under this code: the same to everybody, whatever the reason."""
        self.add_error("code", UNKNOWN)

    def matches(self, code: ReturnCode | None) -> bool:
        """Compare what was typed with the code of this visit, and say so if it is another."""
        if self.cleaned_data["code"] == code:
            return True
        self.add_error("code", OTHER)
        return False


def _sentence(refused: CodeError) -> str:
    match refused:
        case CodeEmpty():
            return str(EMPTY)
        case CodeLetters():
            return str(LETTERS)
        case CodeLength():
            return _length(refused.digits)
        case _:
            return str(SLIP)


def _length(digits: int) -> str:
    return ngettext(
        "A return code has 28 digits, and you entered %(digits)d. Compare it with your note, group by group.",
        "A return code has 28 digits, and you entered %(digits)d. Compare it with your note, group by group.",
        digits,
    ) % {"digits": digits}
