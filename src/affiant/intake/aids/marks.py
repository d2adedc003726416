"""What the aids give to the form: what somebody marked, in words for the page and as it is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from affiant.core.documents import Answer, Shown
from affiant.intake.aids import when, where, wording
from affiant.intake.aids.calendars import Text
from affiant.intake.aids.when import Chosen, Reading

Answers = Mapping[str, str | list[str]]
TITLES: Mapping[str, Text] = {
    when.MARKED: _("The date that you marked in a calendar"),
    where.MARKED: _("The place that you marked on a map"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was marked: the name of its question, its title, and what it says in words."""

    question: str
    title: Text
    value: str
    words: str


def of(answers: Answers) -> dict[str, str]:
    """Give the words for the page on which the aids are offered."""
    return {"when": when_words(answers), "where": where_words(answers)}


def rows(answers: Answers) -> tuple[Mark, ...]:
    """Give what was marked; what was not is not there."""
    found = (_mark(when.MARKED, answers, when_words(answers)), _mark(where.MARKED, answers, where_words(answers)))
    return tuple(mark for mark in found if mark.words)


def sealed(answers: Answers) -> tuple[Answer, ...]:
    """Give what was marked as it leaves with the report, with the words that the person saw."""
    return tuple(Answer(mark.question, Shown(str(mark.title), mark.words), mark.value) for mark in rows(answers))


def when_answers(chosen: Chosen, reading: Reading) -> dict[str, str]:
    """Give the answers of a draft that keep a date."""
    return chosen.as_answers() | {when.MARKED: str(reading.value) if reading.value else ""}


def when_words(answers: Answers) -> str:
    """Say which date was marked; nothing if none was."""
    chosen = Chosen.of(answers)
    return wording.words(chosen, when.read(chosen, _today()))


def where_words(answers: Answers) -> str:
    """Say which place was marked; nothing if none was."""
    spot = where.read(answers)
    return where.words(spot) if spot else ""


def _mark(question: str, answers: Answers, words: str) -> Mark:
    return Mark(question, TITLES[question], str(answers.get(question, "")), words)


def _today() -> date:
    return timezone.now().date()
