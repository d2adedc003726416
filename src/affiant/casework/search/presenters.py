"""What was found, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from affiant.casework import words
from affiant.correspondence import written as correspondence
from affiant.referrals.passages import Part
from affiant.search import texts
from affiant.search.marks import Stretch, inert
from affiant.search.services import ENTRIES, Answer, Found
from affiant.triage import written

# A part of a referral's text, in words; None is the name of a file.
PARTS: Final[Mapping[StrEnum | None, str]] = {
    Part.REPORT: "In what they wrote",
    Part.INCOMING: "In a message from them",
    Part.OUTGOING: "In a message to them",
    Part.TRANSLATION: "In a translation",
    Part.NOTE: "In a note of the team",
    Part.TASK: "In a task",
    Part.SAFETY: "In what was done for safety",
    written.Part.DECISION: "In a decision",
    written.Part.CHECKLIST: "In the checklist",
    written.Part.LAWYER: "In a lawyer’s answer",
    written.Part.JURISDICTION: "In what the jurisdiction aid was told",
    written.Part.OFFENCE: "In the view of an offence",
    written.Part.INCIDENT: "In a coded incident",
    correspondence.Part.ASKED: "In what was asked back",
    correspondence.Part.ATTEMPT: "In an attempt to reach them",
    texts.Part.FILE: "In a text file",
    texts.Part.READ: "In text that a machine read from a file",
    None: "Name of a file",
}
BEHIND = ENTRIES  # entries of the ledger: so many are taken in in one round of the courier


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece of text with its words marked."""

    part: str
    stretches: tuple[Stretch, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A referral that fits."""

    id: UUID
    reference: str
    received_at: datetime
    language: str
    language_code: str
    stage: str
    colour: str
    rehearsal: bool
    pieces: tuple[PieceLine, ...]


def lines(answer: Answer) -> list[FoundLine]:
    """Give the results of a page."""
    return [_line(found) for found in answer.found]


def notes(answer: Answer) -> list[str]:
    """Say what was understood in another way than it was typed, and what else was searched for."""
    said = [inert(note) for note in answer.notes]
    said += [
        f"{place.written[0]} was also searched for as {', '.join(place.written[1:5])}." for place in answer.places[:3]
    ]
    if answer.behind > BEHIND:
        said.append("The newest changes are not in the index yet; it is catching up.")
    return said


def pages(answer: Answer) -> dict[str, object] | None:
    """Give the links to the pages before and after; None where there is one page."""
    links: dict[str, object] = {}
    if answer.page > 1:
        links["previous"] = {"href": f"?page={answer.page - 1}"}
    if answer.page < answer.pages:
        links["next"] = {"href": f"?page={answer.page + 1}"}
    return links or None


def _line(found: Found) -> FoundLine:
    stage, colour = words.stage(found.facts.stage)
    return FoundLine(
        id=found.facts.id,
        reference=found.facts.reference,
        received_at=found.facts.received_at,
        language=words.language(found.facts.language),
        language_code=found.facts.language,
        stage=stage,
        colour=colour,
        rehearsal=found.facts.rehearsal,
        pieces=tuple(PieceLine(PARTS[one.part], one.stretches, one.before, one.after) for one in found.pieces),
    )
