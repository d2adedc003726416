"""What the page of a decision's record is rendered with: nothing but what the signed bytes say."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from affiant.casework.triage import context
from affiant.casework.triage.answers import RestLine, rest_lines
from affiant.core.canonical import NotCanonical
from affiant.core.decision_check import fingerprint
from affiant.core.signing import BadSignature
from affiant.ground.accounts.selectors import actor_names
from affiant.ground.ledger.selectors import EntryRow
from affiant.law import guidelines
from affiant.referrals.selectors import ReferralPage
from affiant.triage import records
from affiant.triage.entered import entries_of
from affiant.triage.passages import Rest
from affiant.triage.records import Signed
from affiant.triage.rows import DecisionRow
from affiant.triage.stages import Outcome, Said, Verdict


@dataclass(frozen=True, slots=True)
class Seal:
    """Who signed a record, whether it holds, and where the ledger tells of it."""

    holds: bool
    fingerprint: str
    signature: str
    seq: int


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """An answer as the record holds it."""

    question: str
    text: str
    said: str
    words: str
    how: str
    rests: list[RestLine]
    by: str
    at: datetime


def of(page: ReferralPage, decision: DecisionRow) -> dict[str, object]:
    """Give the page its context; the officers' names are looked up, because records carry their ids."""
    said, entered = json.loads(decision.signed.record), entries_of(decision)
    opinion = json.loads(decision.opinion.signed.record) if decision.opinion else None
    texts = _questions(said["scoping"]["guidelines"])
    names = actor_names({said["by"], *(one["by"] for one in said["scoping"]["answers"]), *_by(opinion)})
    return context.head(page.row) | {
        "here": "decision",
        "decision_id": decision.id,
        "number": said["number"],
        "outcome": str(Outcome(said["outcome"]).label),
        "addressee": said["addressee"],
        "reason": said["reason"],
        "trigger": said["trigger"],
        "review_on": date.fromisoformat(said["review_on"]) if said["review_on"] else None,
        "needs_second": said["needs_second"],
        "by": names.get(said["by"], said["by"]),
        "at": _moment(said["at"]),
        "seal": _seal(decision.signed, entered.decision),
        "version": said["scoping"]["guidelines"],
        "answers": [_answer(one, texts, names, page) for one in said["scoping"]["answers"]],
        "opinion": _opinion(opinion, names) if opinion else None,
        "opinion_seal": _seal(decision.opinion.signed, entered.opinion)
        if decision.opinion and entered.opinion
        else None,
    }


def _by(opinion: dict[str, Any] | None) -> list[str]:
    return [opinion["by"]] if opinion else []


def _opinion(said: dict[str, Any], names: dict[str, str]) -> dict[str, object]:
    return {
        "verdict": str(Verdict(said["verdict"]).label),
        "words": said["words"],
        "by": names.get(said["by"], said["by"]),
        "at": _moment(said["at"]),
    }


def _questions(version: str) -> dict[str, str]:
    """Return the words of the questions in this version of the guidelines; none for a version that is not ours."""
    if version != guidelines.VERSION:
        return {}
    return {number: question.text for number, question in guidelines.QUESTIONS.items()}


def _answer(said: dict[str, Any], texts: dict[str, str], names: dict[str, str], page: ReferralPage) -> RecordedAnswer:
    return RecordedAnswer(
        question=said["question"],
        text=texts.get(said["question"], ""),
        said=str(Said(said["said"]).label),
        words=said["words"],
        how=said["how"],
        rests=rest_lines([_rest(rest) for rest in said["rests_on"]], page),
        by=names.get(said["by"], said["by"]),
        at=_moment(said["at"]),
    )


def _rest(said: dict[str, str]) -> Rest:
    if "exhibit" in said:
        return Rest(exhibit=UUID(said["exhibit"]))
    return Rest(submission=UUID(said["submission"]), passage=said["passage"])


def _seal(signed: Signed, entry: EntryRow) -> Seal:
    try:
        records.check(signed)
    except (BadSignature, NotCanonical):
        holds = False
    else:
        holds = True
    return Seal(holds, fingerprint(signed.key), signed.signature, entry.seq)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
