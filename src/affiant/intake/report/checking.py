"""The answers laid out to be checked: part by part, page by page, in the words of the page's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from affiant.intake.report import asked, beside
from affiant.intake.report.answered import says_something
from affiant.intake.report.asked import Asked
from affiant.intake.report.questions import flow
from affiant.intake.report.questions.flow import Situation
from affiant.intake.report.questions.shapes import Question, Shows, Step, Text
from affiant.intake.uploads import listing

BEFORE = _("What you wrote before")


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer in the words of the page."""

    title: Text
    answer: str | Sequence[Text]
    listed: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form and what was answered on it; `address` is where it can be changed."""

    name: str
    title: Text
    rows: tuple[Row, ...]
    address: str = ""

    @property
    def several(self) -> bool:
        """Say whether each row needs its own heading."""
        return len(self.rows) > 1 or any(row.title != self.title for row in self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that belong together."""

    title: Text
    pages: tuple[Page, ...]
    left: bool = False  # answered on a path that was left


def parts(situation: Situation) -> list[Part]:
    """Lay out all answers: first those of the way, at last what was written on a way that was left."""
    way = [step for step in flow.steps(situation) if step.questions or step.shows is Shows.FILES]
    found = [
        Part(part.value, tuple(_page(step, situation) for step in steps))
        for part, steps in groupby(sorted(way, key=_part), key=lambda step: step.part)
    ]
    beside = tuple(_beside(situation))
    return [*found, Part(BEFORE, beside, left=True)] if beside else found


def _part(step: Step) -> int:
    return [*type(step.part)].index(step.part)


def _beside(situation: Situation) -> Iterable[Page]:
    every = flow.every_step(situation)
    for step in every[len(flow.steps(situation)) :]:
        page = _page(step, situation)
        if page.rows:
            yield page
    known = {question.name for step in every for question in step.questions}
    yield from (_old(each, situation) for each in asked.kept(situation.answers) if each.question not in known)


def _page(step: Step, situation: Situation) -> Page:
    rows = [_row(question, situation) for question in step.questions]
    if step.shows is Shows.FILES:
        rows = [Row(step.title, [listing.told(file) for file in situation.files], listed=True)]
    rows += [Row(said.title, said.words, listed=False) for said in beside.on(step, situation)]
    answered = tuple(rows) if any(row.answer for row in rows) else ()
    return Page(step.name, step.title, answered, reverse("step", args=[step.name]))


def _row(question: Question, situation: Situation) -> Row:
    answer = situation.said(question.name)
    if question.options:
        labels = [option.label for option in question.options if option.value == answer and answer]
        return Row(question.title, labels, listed=True, group=question.group)
    return Row(question.title, answer if says_something(answer) else "", listed=False, group=question.group)


def _old(each: Asked, situation: Situation) -> Page:
    """Show what was answered to a question that is not asked any more."""
    answer = situation.said(each.question)
    labels = [option.label for option in each.shown.options if option.value == answer]
    return Page(each.question, each.shown.title, (Row(each.shown.title, labels or answer, listed=bool(labels)),))
