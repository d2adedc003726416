"""Referrals that mark places and days, and incidents that officers code."""

from uuid import UUID

from tests.factories.situations import ACCOUNT, AT, Sending, collected_referral

from affiant.ground.accounts.models import Officer
from affiant.referrals import selectors as referrals
from affiant.triage import services as triage
from affiant.triage.classified import Coding
from affiant.triage.passages import Rest
from affiant.triage.stages import Precision


def marked(where: str = "50.45,30.52,10", when: str = "2022-03-14") -> UUID:
    """Return a referral whose report marks a place on the map and a date in the calendar."""
    return collected_referral(Sending(files=(), said={"where_marked": where, "when_marked": when}))


def code(referral_id: UUID, by: Officer, *, follows: UUID | None = None, **coded: str | Precision) -> UUID:
    """Code an incident that rests on the account's own words."""
    (submission,) = referrals.submissions_of(referral_id)
    rest = Rest(submission=submission.id, passage=ACCOUNT)
    coding = Coding("A search", **coded)
    return triage.code_incident(referral_id=referral_id, coding=coding, rests_on=[rest], by=by, at=AT, follows=follows)
