"""What is answered beside the questions: a day in a calendar and a place on a map."""

from dataclasses import dataclass

from affiant.core import documents
from affiant.intake.aids import marks
from affiant.intake.report.questions import telling
from affiant.intake.report.questions.flow import Situation
from affiant.intake.report.questions.shapes import Step, Text

MARKING = telling.PLACE_PAGE.name


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, in words for the person who said it."""

    title: Text
    words: str


def on(step: Step, situation: Situation) -> list[Said]:
    """Give what was said on a page beside its questions."""
    found = marks.rows(situation.answers) if step.name == MARKING else ()
    return [Said(mark.title, mark.words) for mark in found]


def context(step: Step, situation: Situation) -> dict[str, object]:
    """Give a page what it offers beside its questions."""
    return {"marks": marks.of(situation.answers)} if step.name == MARKING else {}


def sealed(situation: Situation) -> tuple[documents.Answer, ...]:
    """Give what was said, as it is sealed with the answers."""
    return marks.sealed(situation.answers)
