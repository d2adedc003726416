"""The forms that read a return code, and say what is wrong with it without a hint for strangers."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from affiant.core import codes
from affiant.core.codes import CodeEmpty, CodeError, CodeLength, CodeLetters, ReturnCode

EMPTY = _("Enter your return code.")
LETTERS = _("A return code has only digits. Look for letters or signs in what you entered.")
SLIP = _("A digit is wrong, or two have changed places. Compare the code with your note, group by group.")
UNKNOWN = _("There is nothing under this code. Check that it is the right one.")
OTHER = _("This does not match the code above. That happens easily: compare your note with it, group by group.")
NOTHING = _("Type what stands on your note, or go on without checking it.")
LAST_TWO_GROUPS: Final = 2 * codes.GROUP

_LONGEST: Final = 200
_ATTRIBUTES: Final = {
    "autocomplete": "off",
    "inputmode": "numeric",
    "spellcheck": "false",
    "dir": "ltr",
    "classes": "code-input",
}


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
        max_length=_LONGEST,
        error_messages={"max_length": SLIP},
        widget=forms.TextInput(_ATTRIBUTES),
    )

    def clean_code(self) -> ReturnCode:
        """Read the code, or say what is wrong with it."""
        try:
            return codes.parse(self.cleaned_data["code"])
        except CodeError as refused:
            raise forms.ValidationError(_sentence(refused)) from refused

    @property
    def groups(self) -> list[str]:
        """What was typed, group by group, to be compared with a note; nothing if it was not digits alone."""
        try:
            typed = codes.digits(str(self["code"].value() or "")[:_LONGEST])
        except CodeError:
            return []
        return [typed[at : at + codes.GROUP] for at in range(0, len(typed), codes.GROUP)]

    def unknown(self) -> None:
        """Say that nothing lies under this code: the same to everybody, whatever the reason."""
        self.add_error("code", UNKNOWN)


class NoteForm(forms.Form):
    """One field that compares a note with the code of this visit: all of it, or its end."""

    code = Digits(
        label=_("Type the last two groups from your note"),
        help_text=_("Eight digits. You can also type all seven groups."),
        required=False,
        max_length=_LONGEST,
        error_messages={"max_length": OTHER},
        widget=forms.TextInput(_ATTRIBUTES),
    )

    def matches(self, code: ReturnCode | None) -> bool:
        """Compare what was typed with the code, and say kindly what to do if it is another."""
        try:
            typed = codes.digits(self.cleaned_data["code"])
        except CodeError as refused:
            self.add_error("code", _sentence_for_a_note(refused))
            return False
        if code and typed in {code.digits, code.digits[-LAST_TWO_GROUPS:]}:
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


def _sentence_for_a_note(refused: CodeError) -> str:
    return str({CodeEmpty: NOTHING, CodeLetters: LETTERS}.get(type(refused), OTHER))
