"""What is asked about each file: who made it, how it came to the person, and whether it is the original (R24)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from affiant.core.documents import Answer
from affiant.intake.report.questions.shapes import NOT_DECIDED, UNSURE, Kind, Option, Question
from affiant.intake.uploads import about, listing
from affiant.submissions.selectors import UploadView

MADE: Final = "file_made."
GOT: Final = "file_got."
ORIGINAL: Final = "file_original."
OTHERS: Final = "file_others"
REMOVED: Final = "removed-"
OPTIONS: Final = (Option("yes", about.YES), Option("copy", about.COPY), UNSURE, NOT_DECIDED)
MOST: Final = 50  # files that are asked about one by one: a form has at most 200 fields


def asked(files: Sequence[UploadView]) -> tuple[Question, ...]:
    """Give the questions about every file that has arrived; a draft's number for a file stands in their names."""
    arrived = [file for file in files if _is_asked_about(file)]
    each = (question for file in arrived[:MOST] for question in _about(file))
    return (*each, *([_others()] if len(arrived) > MOST else []))


def placed(answers: Iterable[Answer], files: Sequence[UploadView]) -> tuple[Answer, ...]:
    """Name the answers by the places that the files have when they leave, since a removed one leaves no gap there."""
    places = {str(file.number): str(place) for place, file in enumerate(files, start=1)}
    return tuple(_placed(answer, places) for answer in answers)


def _is_asked_about(file: UploadView) -> bool:
    return file.finished and bool(file.length) and not file.name.startswith(listing.RECORDING)


def _about(file: UploadView) -> tuple[Question, ...]:
    name = listing.label(file)
    return (
        Question(f"{MADE}{file.number}", Kind.WORDS, about.MADE, about.MADE_HINT, rows=2, group=name),
        Question(f"{GOT}{file.number}", Kind.WORDS, about.GOT, about.GOT_HINT, rows=2, group=name),
        Question(f"{ORIGINAL}{file.number}", Kind.ONE, about.ORIGINAL, about.ORIGINAL_HINT, OPTIONS, group=name),
    )


def _others() -> Question:
    return Question(OTHERS, Kind.WORDS, about.OTHERS, about.OTHERS_HINT)


def _placed(answer: Answer, places: dict[str, str]) -> Answer:
    for name in (MADE, GOT, ORIGINAL):
        if answer.question.startswith(name):
            number = answer.question.removeprefix(name)
            return replace(answer, question=name + places.get(number, f"{REMOVED}{number}"))
    return answer
