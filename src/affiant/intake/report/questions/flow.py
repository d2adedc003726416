"""The order of the pages: it follows the path, and what was answered on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from django.conf import settings
from django.utils import timezone

from affiant.intake.report.questions import about_files, beginning, by_path, caring, reaching, telling, wishing
from affiant.intake.report.questions.shapes import Question, Step
from affiant.submissions.selectors import DraftView, UploadView

Answers = Mapping[str, str | list[str]]

FIRST: Final = beginning.START_PAGE.name
LAST: Final = "check"
OF_A_CHILD: Final = (reaching.YOUNG_PAGE, reaching.REACH_PAGE, wishing.WISHES_OF_A_CHILD_PAGE)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the order of the pages depends on."""

    answers: Answers
    files: Sequence[UploadView] = ()

    @classmethod
    def of(cls, draft: DraftView | None) -> Self:
        """Take it from a draft, or from nothing before there is one."""
        return cls(draft.answers, draft.uploads) if draft else cls({})

    def then(self, given: Answers) -> Self:
        """Give what it is after some more answers."""
        return replace(self, answers={**self.answers, **given})

    def said(self, name: str) -> str:
        """Give what was answered to a question that has one answer."""
        answer = self.answers.get(name, "")
        return answer if isinstance(answer, str) else ""

    @property
    def path(self) -> str:
        """The path, or nothing: then the order is that of a witness, without the witness's own page."""
        return self.said("path") if self.said("path") in beginning.PATHS else ""

    @property
    def is_of_a_child(self) -> bool:
        """Whether the short way of a child is gone (R16)."""
        return self.said("age") == "child"


def steps(situation: Situation) -> tuple[Step, ...]:
    """Give the pages in their order, in the words of the path."""
    begins = (beginning.START_PAGE, beginning.AGE_PAGE)
    order = (*begins, *(OF_A_CHILD if situation.is_of_a_child else _of_an_adult(situation)))
    return tuple(step.on(situation.path) for step in order)


def step(name: str, situation: Situation | None = None) -> Step | None:
    """Find a page by its name: as it stands on the way, or else as it would."""
    known = situation or Situation({})
    on_the_way = {step.name: step for step in steps(known)}
    return on_the_way.get(name) or _elsewhere(name, known)


def is_on_the_way(name: str, situation: Situation) -> bool:
    """Say whether a page belongs to the way, as the answers stand."""
    return name in (step.name for step in steps(situation))


def opened(was: Situation, now: Situation) -> str | None:
    """Name the first page that more answers have put on the way; None if they have put none there."""
    known = {step.name for step in steps(was)}
    return next((step.name for step in steps(now) if step.name not in known), None)


def not_asked_about(situation: Situation) -> str | None:
    """Name the page about the files where it has not asked about each; None where it has."""
    page = _about_files(situation)
    asked = all(question.name in situation.answers for question in page.questions)
    return None if asked or situation.is_of_a_child else page.name


def place(name: str, situation: Situation) -> tuple[int, int] | None:
    """Say which question this is, and of how many; None for a page that is no question, or not on the way."""
    counted = [step.name for step in steps(situation) if step.counted]
    return (counted.index(name) + 1, len(counted)) if name in counted else None


def after(name: str, situation: Situation) -> str:
    """Name the page that follows; after the last one, and after one beside the way, come the answers to check."""
    names = [step.name for step in steps(situation)]
    return (*names, LAST)[names.index(name) + 1] if name in names else LAST


def before(name: str, situation: Situation) -> str | None:
    """Name the page before; None before the first."""
    names = [step.name for step in steps(situation)]
    if name not in (*names, LAST):
        return LAST
    return (None, *names)[(*names, LAST).index(name)]


def every_step(situation: Situation) -> tuple[Step, ...]:
    """Give all pages that there are: those of the way, then the others. What was answered on one is never lost."""
    way = steps(situation)
    names = {step.name for step in way}
    return (*way, *(step.on(situation.path) for step in _all(situation) if step.name not in names))


def _of_an_adult(situation: Situation) -> list[Step]:
    own = by_path.PAGES.get(situation.path)
    named = situation.said("wish_sharing") == wishing.EACH
    return [
        telling.ACCOUNT_PAGE,
        telling.PLACE_PAGE,
        *([own] if own else []),
        telling.FILES_PAGE,
        *([about] if (about := _about_files(situation)).questions else []),
        caring.EARLIER_PAGE,
        caring.SAFETY_PAGE,
        *([caring.NUMBERS_PAGE] if situation.said("danger") == "yes" else []),
        caring.NEEDS_PAGE,
        wishing.WISHES_PAGE,
        *([_recipients()] if named else []),
        reaching.REACH_PAGE,
    ]


def _all(situation: Situation) -> tuple[Step, ...]:
    return (
        telling.ACCOUNT_PAGE,
        telling.PLACE_PAGE,
        *by_path.PAGES.values(),
        telling.FILES_PAGE,
        _about_files(situation),
        reaching.YOUNG_PAGE,
        caring.EARLIER_PAGE,
        caring.SAFETY_PAGE,
        caring.NUMBERS_PAGE,
        caring.NEEDS_PAGE,
        wishing.WISHES_PAGE,
        _recipients(),
        reaching.REACH_PAGE,
    )


def _elsewhere(name: str, situation: Situation) -> Step | None:
    return next((step.on(situation.path) for step in _all(situation) if step.name == name), None)


def _about_files(situation: Situation) -> Step:
    return replace(telling.ABOUT_FILES_PAGE, questions=about_files.asked(situation.files))


def _recipients() -> Step:
    return wishing.recipients_page(settings.AFFIANT.profile, timezone.now().date())


def asked_about_recipients() -> tuple[Question, ...]:
    """Give the questions about each recipient, as they stand today."""
    return _recipients().questions
