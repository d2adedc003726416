"""An officer's second factors: handing one over that was made elsewhere, and forgetting lost ones."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts import subjects
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter


def give_totp(*, officer: Officer, secret: str) -> None:
    """Let this secret (base32) be the officer's authenticator; the settings' adapter encrypts it at rest."""
    TOTP.activate(officer, secret)


@transaction.atomic
def forget_second_factor(*, officer: Officer, by: Officer, at: datetime) -> None:
    """Forget every second factor of an officer who lost them: the next sign-in sets a new one up.

    The account at the identity provider is forgotten with them: whoever holds it would set the new factor up.

    Raises:
        NotPermitted: `by` may not manage officers.
    """
    check_may(by, Permission.MANAGE_OFFICERS)
    Authenticator.objects.filter(user=officer).delete()
    entry = Entry(
        kind=Kind.ALTERATION, act="officer.second_factor_forgotten", about=str(officer.pk), by=by.actor, at=at
    )
    enter(entry)
    subjects.forget(officer=officer, by=by, at=at)
