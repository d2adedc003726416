"""The words in which a question was asked, kept beside its answer until both are sealed (R8)."""

import json
from dataclasses import dataclass
from typing import Final, Self

from django.utils.translation import override

from affiant.core import documents
from affiant.core.documents import Option, Shown
from affiant.intake.report.questions.flow import Answers
from affiant.intake.report.questions.shapes import Question, Step, Text

# The words of the question "account" stand in the draft under "shown.account": they are what the person read, also
# when the form, the path or the language has changed since.
PLACE: Final = "shown."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: where on which page, in which words, and under which seal its answer goes."""

    question: str
    step: str
    place: int
    contact: bool
    shown: Shown

    def write(self) -> str:
        """Give it as it stands in the draft."""
        options = [[option.value, option.label] for option in self.shown.options]
        words = [self.shown.title, self.shown.hint, options]
        return json.dumps([self.step, self.place, self.contact, words], ensure_ascii=False)

    @classmethod
    def read(cls, question: str, kept: str) -> Self:
        """Read what `write` gave."""
        step, place, contact, (title, hint, options) = json.loads(kept)
        shown = Shown(title, hint, tuple(Option(value, label) for value, label in options))
        return cls(question, step, place, contact, shown)

    def answered(self, answers: Answers) -> documents.Answer:
        """Give it with its answer, as they are sealed."""
        answer = answers.get(self.question, "")
        return documents.Answer(self.question, self.shown, answer if isinstance(answer, str) else tuple(answer))


def on(step: Step, language: str) -> list[Asked]:
    """Give the questions of a page as they are asked in a language."""
    with override(language):
        return [
            Asked(question.name, step.name, place, question.contact, _shown(step, question))
            for place, question in enumerate(step.questions)
        ]


def with_words(answers: Answers, step: Step, language: str) -> dict[str, str | list[str]]:
    """Add to the answers of a page the words in which they were asked for."""
    words = {PLACE + asked.question: asked.write() for asked in on(step, language) if asked.question in answers}
    return {**answers, **words}


def kept(answers: Answers) -> list[Asked]:
    """Give every question of a draft whose words are kept, in no order."""
    return [
        Asked.read(name.removeprefix(PLACE), words)
        for name, words in answers.items()
        if name.startswith(PLACE) and isinstance(words, str)
    ]


def _shown(step: Step, question: Question) -> Shown:
    options = tuple(Option(option.value, _joined(option.label, option.hint)) for option in question.options)
    page = () if step.single else (step.title,)
    hint = _joined(*page, step.intro, question.group, question.hint, *question.notes)
    return Shown(str(question.title), hint, options)


def _joined(*texts: Text) -> str:
    return "\n".join(str(text) for text in texts if text)
