"""What changed while an officer was on a page: shown beside what they typed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from affiant.casework import words
from affiant.ground.accounts.selectors import actor_names
from affiant.ground.ledger.selectors import EntryRow
from affiant.triage import meanwhile
from affiant.triage.stages import Outcome, Said


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One act of somebody else."""

    what: str
    details: str
    by: str
    at: datetime


def lines(referral_id: UUID, since: object) -> list[ChangeLine]:
    """Give what was done since the ledger had this size; nothing where the page did not say."""
    text = str(since)
    if not (text.isascii() and text.isdigit()):
        return []
    found = meanwhile.changes(referral_id, int(text))
    names = actor_names(entry.by for entry in found)
    return [
        ChangeLine(words.act(entry.act), _details(entry), words.actor(entry.by, names), entry.at) for entry in found
    ]


def _details(entry: EntryRow) -> str:
    """Say what the ledger itself tells of an answer or a decision; no word of anybody stands there."""
    said, outcome = entry.facts.get("said"), entry.facts.get("outcome")
    if isinstance(said, list) and entry.act == "referral.scoped":
        return ", ".join(_answered(one) for one in said)
    return str(Outcome(outcome).label) if outcome in Outcome.values else ""


def _answered(said: str) -> str:
    question, _, answer = said.partition("=")
    return f"{question}: {Said(answer).label}" if answer in Said.values else question
