"""Entering what a person themselves said of a report that others sent for them: unknown until somebody heard it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.handover.errors import WordsMissing
from affiant.handover.models import ConsentHeard
from affiant.handover.stages import Consent
from affiant.referrals import services as referrals


@transaction.atomic
def hear_consent(*, referral_id: UUID, said: Consent, how: str, by: Officer, at: datetime) -> UUID:
    """Enter what the person said, and how the officer learned it (R15); return its id.

    Raises:
        NotPermitted: the officer may not.
        NoSuchReferral: there is none of this id.
        WordsMissing: it does not say how.
    """
    check_may(by, Permission.ANNOTATE)
    referrals.hold(referral_id=referral_id)  # a package that leaves at this moment holds it too
    words = tidied(how)
    if not words:
        raise WordsMissing
    heard = ConsentHeard.objects.create(referral_id=referral_id, said=said, how=words, by=by, at=at)
    facts: dict[str, Fact] = {"consent": str(heard.pk), "said": said.value}
    about = str(referral_id)
    entry = Entry(kind=Kind.ALTERATION, act="referral.consent_heard", about=about, by=by.actor, at=at, facts=facts)
    enter(entry, how=words.encode())
    return heard.pk
