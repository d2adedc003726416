"""What a report says, as it is sealed: every question that was asked, in the words that were shown, and the wishes."""

from django.utils.translation import get_language

from affiant.core import documents
from affiant.intake.report import asked, beside
from affiant.intake.report.asked import Asked
from affiant.intake.report.questions import about_files, flow, wishing
from affiant.intake.report.questions.flow import Answers, Situation
from affiant.intake.report.questions.shapes import NOT_DECIDED, Step

# Answers that say nothing by themselves.
ROUTING = frozenset({"path", "age"})


def is_empty(situation: Situation) -> bool:
    """Say whether there is nothing that a report could consist of."""
    if situation.files or beside.sealed(situation):
        return False
    every = asked.kept(situation.answers)
    return not any(says_something(situation.said(each.question)) for each in every if each.question not in ROUTING)


def says_something(answer: str) -> bool:
    """Say whether an answer holds more than blanks, or than a wish not to say."""
    return bool(answer.strip()) and answer != NOT_DECIDED.value


def sealed(situation: Situation, *, contact: bool) -> tuple[documents.Answer, ...]:
    """Give every question that was asked with the exact words that were shown, and its answer.

    `contact` asks for those about the person and the ways to reach them, which are sealed apart. An empty answer is a
    question that was passed over; what the person never came to is not among them. An answer stays although the path
    has changed since: nothing that was typed is lost.
    """
    order = {step.name: place for place, step in enumerate(flow.every_step(situation))}
    found = sorted(asked.kept(situation.answers), key=lambda each: _place(each, order))
    told = tuple(each.answered(situation.answers) for each in found if each.contact is contact)
    return told if contact else (*about_files.placed(told, situation.files), *beside.sealed(situation))


def shown_on(step: Step, answers: Answers) -> tuple[documents.Answer, ...]:
    """Give one page's questions as they are shown now, with their answers."""
    return tuple(each.answered(answers) for each in asked.on(step, get_language() or ""))


def wishes(answers: Answers) -> dict[str, str]:
    """Give every wish by what it is about: contact, uk, analysis, and each that may receive the report."""
    child = Situation(answers).is_of_a_child
    return wishing.sealed(answers, flow.asked_about_recipients(), child=child)


def _place(each: Asked, order: dict[str, int]) -> tuple[int, int, str]:
    return order.get(each.step, len(order)), each.place, each.question
