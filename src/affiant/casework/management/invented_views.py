"""What the demonstration's officers see in an invented report: a possible offence, and which Act may reach it."""

from datetime import datetime
from typing import Final

from affiant.ground.accounts.models import Officer
from affiant.law.facts import Conduct, Conflict, Facts, Known, Place
from affiant.referrals.rows import SubmissionRow
from affiant.triage import classified, passages
from affiant.triage import services as triage
from affiant.triage.classified import Finding, Possible
from affiant.triage.passages import Rest
from affiant.triage.stages import ConflictType, Support
from affiant.triage.told import Told

ARTICLE: Final = "8(2)(b)(ix)"
GROUNDS: Final = "[Invented] A school is named, and that people sheltered in it."
SENTENCE: Final = 60  # letters: so much of the account is quoted


def grounds(submission: SubmissionRow) -> tuple[Rest, ...]:
    """Return the beginning of the account, and the referral's first file where there is one."""
    held = passages.holdings(submission.referral_id)
    text = next(iter(held.texts[submission.id]), "")
    words = text[:SENTENCE].rpartition(" ")[0] or text[:SENTENCE]
    files = (Rest(exhibit=held.exhibits[1]),) if 1 in held.exhibits else ()
    return (*files, Rest(submission=submission.id, passage=words)) if words.strip() else files


def classify(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Name an offence as possible, look at its elements, and ask which Act may reach it."""
    possible = Possible(ARTICLE, ConflictType.INTERNATIONAL, GROUNDS)
    candidate = triage.classify(referral_id=submission.referral_id, possible=possible, by=by, at=at)
    last = len(classified.elements_of(ARTICLE)) - 1
    findings = [
        Finding(0, Support.SUPPORTED, "[Invented] They describe it as they saw it.", grounds(submission)),
        Finding(1, Support.PARTLY, "[Invented] A school; who else used it is not known."),
        Finding(last, Support.NO_INFORMATION),
    ]
    triage.view_elements(candidate_id=candidate, findings=findings, by=by, at=at)
    facts = Facts(
        conduct=frozenset({Conduct.OTHER_WAR_CRIME}),
        conflict=Conflict.INTERNATIONAL,
        place=Place.ABROAD,
        resident_now=Known.UNKNOWN,
    )
    told = Told("the officer with the list (invented)", facts)
    triage.note_jurisdiction(
        referral_id=submission.referral_id, told_aid=told, view="[Invented] Ask where he is now.", by=by, at=at
    )
