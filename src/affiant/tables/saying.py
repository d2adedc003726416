"""What a line of a table says, as the two documents of an envelope; each question as the organisation met it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from affiant.core.documents import Answer, AnswersDocument, ContactDocument, FileFacts, Option, Shown
from affiant.tables.columns import WISHES
from affiant.tables.line import Report

FORM: Final = ("report", "2")
TITLES: Final = {
    "path": "How this report came",
    "account": "What happened, as the organisation wrote it down",
    "place_where": "Where",
    "place_when": "When",
    "age": "Age of the person",
    "behalf_consent": "What the person themselves said about this report",
    "organisation": "Sent by",
    "organisation_number": "Its own number for this report",
    "name": "Name of the person",
    "reach": "How to reach them",
    "safe": "What is safe for them",
}
_FROM_COLUMNS: Final = {
    "account": "account",
    "place_where": "where",
    "place_when": "when",
    "age": "age",
    "behalf_consent": "consent",
    "organisation_number": "number",
}
OPTIONS: Final = {
    "path": (Option("behalf", "An organisation sends it for the person"),),
    "age": (Option("adult", "18 or older"), Option("child", "Under 18")),
    "behalf_consent": (
        Option("yes", "They agreed to this report"),
        Option("knows", "They know of it; whether they want it is not known"),
        Option("no", "They do not know of it"),
        Option("cannot", "They could not be asked"),
    ),
}
_CONTACT: Final = ("name", "reach", "safe")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who says it, in which envelope, and whom the wish about sharing speaks of."""

    organisation: str
    envelope_id: str
    bodies: tuple[str, ...]
    at: datetime


def answers_of(report: Report, sender: Sender, files: Iterable[FileFacts]) -> AnswersDocument:
    """Return the answers document of a report; what the person said of it themselves stays unknown if nothing says."""
    told = {question: report.cells[column] for question, column in _FROM_COLUMNS.items()}
    told["organisation"] = sender.organisation
    answers = [_answer("path", "behalf")]
    answers += [_answer(question, text) for question, text in told.items() if text]
    return AnswersDocument(
        envelope=sender.envelope_id,
        kind="report",
        language=report.cells["language"] or "en",
        form=FORM,
        sent_at=sender.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        answers=tuple(answers),
        wishes=_wishes(report, sender.bodies),
        files=tuple(files),
    )


def contact_of(report: Report, envelope_id: str) -> ContactDocument:
    """Return the contact document of a report: always there, and empty if nothing was given."""
    given = [_answer(name, report.cells[name]) for name in _CONTACT if report.cells[name]]
    return ContactDocument(envelope_id, tuple(given))


def _wishes(report: Report, bodies: Iterable[str]) -> dict[str, str]:
    given = {name.removeprefix("wish_"): report.cells[name] or "unanswered" for name in WISHES}
    sharing = given.pop("sharing")
    return given | dict.fromkeys((*bodies, "states", "support"), sharing)


def _answer(question: str, text: str) -> Answer:
    return Answer(question, Shown(TITLES[question], options=OPTIONS.get(question, ())), text)
