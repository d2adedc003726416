"""What is said beside the questions: a day in a calendar, a place on a map, an account by voice."""

from dataclasses import dataclass

from affiant.core import documents
from affiant.intake.aids import marks
from affiant.intake.report.questions import telling
from affiant.intake.report.questions.flow import Situation
from affiant.intake.report.questions.shapes import Step, Text
from affiant.intake.voice import spoken

TELLING = telling.ACCOUNT_PAGE.name
MARKING = telling.PLACE_PAGE.name


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, in words for the person who said it."""

    title: Text
    words: str


def on(step: Step, situation: Situation) -> list[Said]:
    """Give what was said on a page beside its questions."""
    if step.name == MARKING:
        return [Said(mark.title, mark.words) for mark in marks.rows(situation.answers)]
    words = spoken.words(situation.files) if step.name == TELLING else ""
    return [Said(spoken.TITLE, words)] if words else []


def context(step: Step, situation: Situation) -> dict[str, object]:
    """Give a page what it offers beside its questions."""
    if step.name == MARKING:
        return {"marks": marks.of(situation.answers)}
    return {"offers_voice": True, "spoken": spoken.recordings(situation.files)} if step.name == TELLING else {}


def sealed(situation: Situation) -> tuple[documents.Answer, ...]:
    """Give what was said, as it is sealed with the answers."""
    return (*marks.sealed(situation.answers), *spoken.sealed(situation.files))
