"""A page's questions as a Django form: everything may stay empty."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from affiant.intake.report.questions.shapes import Kind, Question, Step, Text

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
    fields: Mapping[str, forms.Field] = {question.name: field(question) for question in step.questions}
    return type(f"{step.name.title()}Form", (forms.Form,), dict(fields))


def answers(form: forms.Form) -> dict[str, str]:
    """Give what was answered, by the questions' names."""
    return dict(form.cleaned_data)


def field(question: Question) -> forms.Field:
    """Make the form field of a question."""
    return _one(question) if question.kind is Kind.ONE else _words(question)


def _words(question: Question) -> forms.Field:
    attributes = {"autocomplete": "off"}
    widget = forms.TextInput(attributes) if question.kind is Kind.LINE else _lines(question, attributes)
    return Words(
        label=question.title,
        help_text=_help(question),
        required=False,
        strip=False,
        widget=widget,
        max_length=question.longest,
        error_messages={"max_length": TOO_LONG},
    )


def _lines(question: Question, attributes: dict[str, str]) -> forms.Textarea:
    counter = {"data-most": str(question.longest)} if question.counted else {}
    return forms.Textarea(attributes | counter | {"rows": str(question.rows)})


def _one(question: Question) -> forms.Field:
    one = forms.ChoiceField(
        label=question.title,
        help_text=_help(question),
        required=False,
        widget=forms.RadioSelect({"classes": "govuk-radios--small"} if question.small else None),
        choices=[(option.value, option.label) for option in question.options],
        error_messages={"invalid_choice": NOT_OFFERED},
    )
    hints = {option.value: option.hint for option in question.options if option.hint}
    one.option_hints = hints  # type: ignore[attr-defined]
    return one


def _help(question: Question) -> Text:
    """Give what stands between a question and the place for its answer: what to know stands before the answer."""
    return _with_notes(question.hint, question.notes) if question.notes else question.hint


def _hint_and_notes(hint: Text, notes: tuple[Text, ...]) -> str:
    paragraphs = format_html_join("", "<p>{}</p>", ((note,) for note in notes))
    return format_html('{}<div class="govuk-inset-text notes">{}</div>', hint, paragraphs)


_with_notes = lazy(_hint_and_notes, str)
