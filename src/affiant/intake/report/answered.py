"""What was asked and what was answered, for the person to check and for the envelope to seal."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, override

from affiant.core import documents
from affiant.intake.report import questions
from affiant.intake.report.questions import Question, Step, Text

Answer = str | list[str]
Answers = Mapping[str, Answer]
# Beside each answer stands the language in which its question was shown.
LANGUAGE = "language."


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer in the words of the page."""

    title: object
    answer: Answer
    listed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form and what was answered on it."""

    name: str
    title: object
    rows: tuple[Row, ...]

    @property
    def several(self) -> bool:
        """Say whether each row needs its own heading."""
        return len(self.rows) > 1


def with_languages(answers: dict[str, Answer]) -> dict[str, Answer]:
    """Add to answers the language in which their questions were shown."""
    language = get_language()
    return answers | {LANGUAGE + name: language for name in answers}


def is_empty(answers: Answers) -> bool:
    """Say whether nothing was answered that a report could consist of."""
    return not any(_says_something(question, answers) for question in questions.QUESTIONS)


def pages(answers: Answers, files: list[str]) -> list[Page]:
    """Lay out the answers page by page, to be checked."""
    return [_page(step, answers, files) for step in questions.STEPS]


def shown(answers: Answers, *, contact: bool) -> tuple[documents.Answer, ...]:
    """Give every question with the exact words that were shown, and its answer; apart, those about the person."""
    return tuple(
        _shown(step, question, answers)
        for step in questions.STEPS
        for question in step.questions
        if question.contact is contact
    )


def _page(step: Step, answers: Answers, files: list[str]) -> Page:
    rows = tuple(_row(question, answers) for question in step.questions)
    return Page(step.name, step.title, rows or (Row(step.title, files, listed=True),))


def _row(question: Question, answers: Answers) -> Row:
    answer = answers.get(question.name, "")
    if question.options:
        return Row(question.title, _labels(question, answer), listed=True)
    return Row(question.title, answer if _says_something(question, answers) else "", listed=False)


def _labels(question: Question, answer: Answer) -> list[str]:
    chosen = [answer] if isinstance(answer, str) else answer
    return [str(option.label) for option in question.options if option.value in chosen]


def _says_something(question: Question, answers: Answers) -> bool:
    answer = answers.get(question.name, "")
    return bool(answer.strip() if isinstance(answer, str) else answer)


def _shown(step: Step, question: Question, answers: Answers) -> documents.Answer:
    answer = answers.get(question.name, "")
    with override(str(answers.get(LANGUAGE + question.name) or get_language())):
        options = tuple(
            documents.Option(option.value, _joined(option.label, option.hint)) for option in question.options
        )
        words = documents.Shown(str(question.title), _joined(step.intro, question.hint, question.note), options)
    return documents.Answer(question.name, words, answer if isinstance(answer, str) else tuple(answer))


def _joined(*texts: Text) -> str:
    return "\n".join(str(text) for text in texts if text)
