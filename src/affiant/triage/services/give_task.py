"""Giving a task: to nobody in particular, or to an officer who may see the referral."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from affiant.ground.accounts.models import Officer
from affiant.referrals import services as referrals
from affiant.triage import need_to_know
from affiant.triage.errors import CannotTakeOn


@transaction.atomic
def give_task(
    *, referral_id: UUID, what: str, due_on: date | None, given_to: UUID | None, by: Officer, at: datetime
) -> UUID:
    """Say what has to be done, by whom and until when; return the task's id.

    Raises:
        Recused: the referral is closed to `by`.
        CannotTakeOn: the referral is closed to the officer whom it is given to.
        NotPermitted, NoSuchReferral, EmptyText, referrals.errors.CannotTakeOn: as for `referrals.services.set_task`.
    """
    need_to_know.check_open_to(referral_id, by.pk)
    if given_to is not None:
        referrals.hold(referral_id=referral_id)  # nobody closes it to them between this look and the task
        if need_to_know.is_closed_to(referral_id, given_to):
            raise CannotTakeOn
    return referrals.set_task(referral_id=referral_id, what=what, due_on=due_on, given_to=given_to, by=by, at=at)
