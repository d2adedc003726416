"""What the pages of decisions and reviews are rendered with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from affiant.casework import words
from affiant.casework.triage import changes
from affiant.casework.triage.forms import DecideForm, ReopenForm, ReturnForm
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.ground.ledger import selectors as ledger
from affiant.law import guidelines
from affiant.referrals import selectors as referrals
from affiant.referrals.selectors import QueueRow
from affiant.triage import selectors
from affiant.triage.rows import DecisionRow
from affiant.triage.services import Seen
from affiant.triage.stages import Said, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision as pages show it."""

    id: UUID
    number: int
    outcome: str
    addressee: str
    reason: str
    trigger: str
    review_on: date | None
    by: str
    at: datetime
    waits: bool
    verdict: str
    second: str
    second_at: datetime | None
    second_words: str


def head(row: QueueRow) -> dict[str, object]:
    """Give what stands at the top of every page of triage."""
    stage, colour = words.stage(row.stage)
    return {
        "referral": {
            "id": row.id,
            "reference": row.reference,
            "stage": stage,
            "colour": colour,
            "back": f"Referral {row.reference}",
        },
        "rehearsal": row.rehearsal,
    }


def decision(row: QueueRow, officer: Officer, typed: Mapping[str, object]) -> dict[str, object]:
    """Give the page of decisions; `typed` holds forms that came back with errors."""
    decisions = selectors.decisions_of(row.id)
    pending = selectors.pending(row.id)
    decides = may(officer, Permission.DECIDE)
    decide = typed.get("decide") or (decide_form(row) if decides and selectors.outcomes_from(row.stage) else None)
    may_judge = pending is not None and may(officer, Permission.CONFIRM_DECISION)
    own = pending is not None and pending.by == officer.pk
    reopens = decides and row.stage in selectors.REOPENED
    return head(row) | {
        "here": "decision",
        "form": typed.get("decide") or typed.get("returning") or typed.get("reopening"),
        "decide_form": decide,
        "pending": line(pending) if pending else None,
        "own": own,
        "return_form": (typed.get("returning") or ReturnForm()) if may_judge and not own else None,
        "wakes": _wakes(row, decisions),
        "reopen_form": (typed.get("reopening") or ReopenForm()) if reopens else None,
        "decisions": [line(one) for one in reversed(decisions) if pending is None or one.id != pending.id],
        "scoping": scoping_in_short(row.id),
        "unread": row.stage is Stage.RECEIVED,
    }


def _wakes(row: QueueRow, decisions: Sequence[DecisionRow]) -> str:
    """Say why a suspended referral has come up; "" where it goes on waiting."""
    if row.stage is not Stage.SUSPENDED or not decisions:
        return ""
    made = decisions[-1]
    if made.review_on is not None and made.review_on <= timezone.now().date():
        return "Its day of review has come."
    written = any(one.collected_at > made.at for one in referrals.submissions_of(row.id))
    return "The person has written since it was suspended." if written else ""


def decide_form(row: QueueRow, data: QueryDict | None = None) -> DecideForm:
    """Give the form with what may be decided now, and with what the page shows."""
    seen = Seen(row.stage, selectors.state_of(row.id), ledger.size())
    return DecideForm(data, offered=selectors.outcomes_from(row.stage), seen=seen)


def looked_again(row: QueueRow, data: QueryDict, refusal: str) -> DecideForm:
    """Give the form with what was typed and what is true now, and say what has changed."""
    typed = data.copy()
    typed["stage"], typed["state"], typed["size"] = row.stage.value, selectors.state_of(row.id), str(ledger.size())
    form = decide_form(row, typed)
    form.changes = changes.lines(row.id, data.get("size"))
    form.add_error(None, refusal)
    return form


def line(row: DecisionRow) -> DecisionLine:
    """Give a decision."""
    opinion = row.opinion
    return DecisionLine(
        id=row.id,
        number=row.number,
        outcome=str(row.outcome.label),
        addressee=row.addressee,
        reason=row.reason,
        trigger=row.trigger,
        review_on=row.review_on,
        by=row.by_name,
        at=row.at,
        waits=opinion is None,
        verdict=str(opinion.verdict.label) if opinion else "",
        second=opinion.by_name if opinion else "",
        second_at=opinion.at if opinion else None,
        second_words=opinion.words if opinion else "",
    )


def scoping_in_short(referral_id: UUID) -> dict[str, object]:
    """Give how far the checklist has come: how many are answered, what is unknown and how to find out."""
    answers = selectors.answers_of(referral_id)
    unknown = [row for row in answers.values() if row.said is Said.UNKNOWN]
    return {
        "answered": len(answers),
        "of": len(guidelines.QUESTIONS),
        "unknown": [
            {"question": row.question, "how": row.how} for row in sorted(unknown, key=lambda one: one.question)
        ],
        "lawyer_waits": bool(selectors.open_tasks(referral_id)),
        "lawyer_heard": selectors.lawyer_was_heard(referral_id),
    }
