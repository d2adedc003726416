"""Bringing clocks that run to the service times that the operator has set since they began."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.entering import COURIER
from affiant.ground.ledger import services as ledger
from affiant.referrals.deadlines import TO_DECIDE, within
from affiant.referrals.models import Referral
from affiant.referrals.stages import Stage

ABOUT: Final = "queue"


@transaction.atomic
def keep_time(*, at: datetime) -> int:
    """Let every clock that runs end as long after its beginning as the operator allows now; return how many moved.

    A changed service time reaches what had come in before. If any clock moves, one entry says so, with the times.
    """
    moved = sum(_move(stage) for stage in sorted({Stage.RECEIVED, *TO_DECIDE}))
    if moved:
        hours = {stage: int(within(stage).total_seconds() // 3600) for stage in (Stage.RECEIVED, Stage.ASSIGNED)}
        facts = {"acknowledge": hours[Stage.RECEIVED], "decide": hours[Stage.ASSIGNED], "moved": moved}
        entry = Entry(kind=Kind.ALTERATION, act="queue.times_set", about=ABOUT, by=COURIER, at=at, facts=facts)
        ledger.append(entry=entry)
    return moved


def _move(stage: Stage) -> int:
    ends = ExpressionWrapper(F("clock_began_at") + within(stage), DateTimeField())
    running = Referral.objects.filter(stage=stage, due_at__isnull=False)
    return running.exclude(due_at=ends).update(due_at=ends)
