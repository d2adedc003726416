"""What can be decided, the stage that each decision leads to, and what needs a second officer."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from affiant.referrals.stages import MAY_FOLLOW, OPEN, Stage

__all__ = [
    "LEADS_TO",
    "MAY_FOLLOW",
    "OPEN",
    "SECONDED",
    "STEPS",
    "WATCHED",
    "ConflictType",
    "Outcome",
    "Precision",
    "Said",
    "Stage",
    "Support",
    "Verdict",
]


class Outcome(TextChoices):
    """What an officer decides about a referral (R2)."""

    INVESTIGATE = "investigate", _("Investigate")
    ADVICE = "advice", _("Seek early advice")
    SHARE = "share", _("Share with the ICC, the UN, the EU or another State")
    REFER = "refer", _("Refer to another UK body")
    INTELLIGENCE = "intelligence", _("Keep as intelligence only")
    SUSPEND = "suspend", _("Suspend until something happens")
    NO_FURTHER_ACTION = "no_further_action", _("No further action")


class Verdict(TextChoices):
    """What a second officer says to a decision."""

    CONFIRMED = "confirmed", _("Confirmed")
    RETURNED = "returned", _("Returned")


class Said(TextChoices):
    """What an officer answers to a question of the checklist."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Unknown")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class ConflictType(TextChoices):
    """To which kind of conflict an officer thinks that a conduct belongs."""

    INTERNATIONAL = "international", _("International armed conflict")
    OCCUPATION = "occupation", _("Occupation")
    INTERNAL = "internal", _("Armed conflict that is not international")
    NONE = "none", _("No armed conflict")
    UNCLEAR = "unclear", _("Unclear")


class Support(TextChoices):
    """What there is for an element, as an officer sees it; never whether a crime occurred."""

    SUPPORTED = "supported", _("Supported")
    PARTLY = "partly_supported", _("Partly supported")
    CONTRADICTED = "contradicted", _("Contradicted")
    NO_INFORMATION = "no_information", _("No information")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class Precision(TextChoices):
    """How exactly the place of an incident is known."""

    SPOT = "spot", _("A building or a spot")
    STREET = "street", _("A street or a quarter")
    SETTLEMENT = "settlement", _("A village, town or city")
    DISTRICT = "district", _("A district")
    REGION = "region", _("A region")
    COUNTRY = "country", _("A country")
    UNKNOWN = "unknown", _("Not known")


LEADS_TO: Final[dict[Outcome, Stage]] = {
    Outcome.INVESTIGATE: Stage.ACCEPTED,
    Outcome.ADVICE: Stage.ADVICE,
    Outcome.SHARE: Stage.SHARING,
    Outcome.REFER: Stage.REFERRED,
    Outcome.INTELLIGENCE: Stage.INTELLIGENCE,
    Outcome.SUSPEND: Stage.SUSPENDED,
    Outcome.NO_FURTHER_ACTION: Stage.NO_FURTHER_ACTION,
}

# These are only proposed until a second officer confirms them: each ends the work or lets words leave the house.
SECONDED: Final = frozenset({Outcome.SHARE, Outcome.NO_FURTHER_ACTION})
ADDRESSED: Final = frozenset({Outcome.SHARE, Outcome.REFER})  # they name to whom
WATCHED: Final = frozenset({Outcome.SUSPEND})  # they name a trigger and a day of review


def first_stage(outcome: Outcome) -> Stage:
    """Return the stage that deciding leads to at once: the outcome's own, or waiting for a second officer."""
    return Stage.PROPOSED if outcome in SECONDED else LEADS_TO[outcome]


def _steps() -> tuple[tuple[Stage, str, Stage], ...]:
    """Name the act behind each step of the life cycle, for readers of its diagram."""
    return tuple((stage, _act(stage, after), after) for stage in Stage for after in sorted(MAY_FOLLOW[stage]))


def _act(stage: Stage, after: Stage) -> str:
    if stage is Stage.RECEIVED:
        return "assign"
    if stage is Stage.PROPOSED:
        return "return" if after in OPEN else "confirm"
    if after is Stage.ASSIGNED:
        return "reopen"
    if after is Stage.PROPOSED:
        return "propose"
    return "take the package" if after is Stage.SHARED else "decide"


STEPS: Final = _steps()
"""Every step: the stage that it leaves, the act that takes it, the stage that it leads to."""
