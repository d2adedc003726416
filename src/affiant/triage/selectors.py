"""Reading decisions."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from affiant.ground.accounts.selectors import display_names
from affiant.triage.models import Decision
from affiant.triage.stages import LEADS_TO, MAY_FOLLOW, Outcome, Stage


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as a referral's page shows it."""

    id: UUID
    outcome: Outcome
    reason: str = field(repr=False)
    by_name: str
    at: datetime


def decisions_of(referral_id: UUID) -> list[DecisionRow]:
    """Return the decisions about a referral, the oldest first; two queries."""
    found = list(Decision.objects.filter(referral_id=referral_id).order_by("at"))
    names = display_names(decision.by_id for decision in found)
    return [DecisionRow(one.pk, Outcome(one.outcome), one.reason, names.get(one.by_id, ""), one.at) for one in found]


def outcomes_from(stage: Stage) -> list[Outcome]:
    """Return what can be decided about a referral in this stage, in the order of the choices."""
    return [outcome for outcome in Outcome if LEADS_TO[outcome] in MAY_FOLLOW[stage]]
