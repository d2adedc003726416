"""A page's questions as a Django form: everything may stay empty."""

import functools
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from affiant.intake.report.questions import Kind, Question, Step

Answer = str | list[str]

TOO_LONG = ngettext_lazy(
    "This text is longer than %(limit_value)d character. Shorten it, or add the rest as a file.",
    "This text is longer than %(limit_value)d characters. Shorten it, or add the rest as a file.",
    "limit_value",
)
NOT_OFFERED = _("Choose one of the answers on this page, or none.")


class Words(forms.CharField):
    """Text exactly as it was written: only line ends become one kind, and what cannot be shown goes."""

    def to_python(self, value: object) -> str:
        """Give the words back as they were typed."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def form_class(step: Step) -> type[forms.Form]:
    """Give the form of a page."""
    return _form_class(step.name, step.questions)


def answers(form: forms.Form) -> dict[str, Answer]:
    """Give what was answered, by the questions' names."""
    return dict(form.cleaned_data)


@functools.cache
def _form_class(name: str, questions: tuple[Question, ...]) -> type[forms.Form]:
    fields: Mapping[str, forms.Field] = {question.name: field(question) for question in questions}
    return type(f"{name.title()}Form", (forms.Form,), dict(fields))


def field(question: Question) -> forms.Field:
    """Make the form field of a question."""
    return CHOICE[question.kind](question) if question.options else _words(question)


def _words(question: Question) -> forms.Field:
    attributes = {"autocomplete": "off"}
    widget = forms.TextInput(attributes) if question.kind is Kind.LINE else _lines(question, attributes)
    return Words(
        label=question.title,
        help_text=question.hint,
        required=False,
        strip=False,
        widget=widget,
        max_length=question.longest,
        error_messages={"max_length": TOO_LONG},
    )


def _lines(question: Question, attributes: dict[str, str]) -> forms.Textarea:
    return forms.Textarea(attributes | {"rows": str(question.rows)})


def _one(question: Question) -> forms.Field:
    one = forms.ChoiceField(
        label=question.title,
        help_text=question.hint,
        required=False,
        widget=forms.RadioSelect,
        choices=_choices(question),
        error_messages={"invalid_choice": NOT_OFFERED},
    )
    return _with_hints(one, question)


def _several(question: Question) -> forms.Field:
    several = forms.MultipleChoiceField(
        label=question.title,
        help_text=question.hint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=_choices(question),
        error_messages={"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED},
    )
    return _with_hints(several, question)


def _choices(question: Question) -> list[tuple[str, object]]:
    return [(option.value, option.label) for option in question.options]


def _with_hints(made: forms.Field, question: Question) -> forms.Field:
    made.option_hints = {option.value: option.hint for option in question.options if option.hint}  # type: ignore[attr-defined]
    return made


CHOICE = {Kind.ONE: _one, Kind.SEVERAL: _several}
