"""The service times that an operator sets: until when a referral in a stage has to be dealt with."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from affiant.referrals.stages import Stage

# In these stages somebody waits for a first decision; in every other stage no clock runs.
TO_DECIDE: Final = frozenset({Stage.ASSIGNED, Stage.ADVICE, Stage.PROPOSED})


def due_at(stage: Stage, since: datetime) -> datetime | None:
    """Return until when something has to happen in a stage whose clock began `since`; None where no clock runs."""
    return since + within(stage) if stage is Stage.RECEIVED or stage in TO_DECIDE else None


def within(stage: Stage) -> timedelta:
    """Return the time that the operator gives to a stage whose clock runs."""
    given: timedelta = (
        settings.AFFIANT.acknowledge_within if stage is Stage.RECEIVED else settings.AFFIANT.decide_within
    )
    return given


def flags_due_at(raised_at: datetime) -> datetime:
    """Return until when flags that were raised at this moment have to be acknowledged."""
    due: datetime = raised_at + settings.AFFIANT.safeguard_within
    return due
