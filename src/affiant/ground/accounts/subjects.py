"""Who an officer is at the force's own identity provider: connecting the two, and forgetting it again."""

from datetime import datetime
from typing import Final

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts.errors import SubjectTaken
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter

PROVIDER: Final = "force"
"""The name under which the one provider of an installation goes in addresses and in the table."""


def is_connected(officer: Officer) -> bool:
    """Answer whether the officer signs in by the provider too."""
    return bool(SocialAccount.objects.filter(user_id=officer.pk, provider=PROVIDER).exists())


@transaction.atomic
def connect(*, officer: Officer, subject: str, at: datetime) -> None:
    """Let this subject of the provider sign in as the officer; it replaces an earlier one.

    Nothing but the subject is kept: no name, no address, no token.

    Raises:
        SubjectTaken: it signs in as another officer.
    """
    SocialAccount.objects.filter(user_id=officer.pk, provider=PROVIDER).delete()
    try:
        with transaction.atomic():
            SocialAccount.objects.create(user_id=officer.pk, provider=PROVIDER, uid=subject, extra_data={})
    except IntegrityError as refused:
        raise SubjectTaken from refused
    _enter(officer, "officer.subject_connected", officer, at)


@transaction.atomic
def forget(*, officer: Officer, by: Officer, at: datetime) -> bool:
    """Let nobody sign in as the officer by the provider any more; return whether somebody could.

    Raises:
        NotPermitted: it is another's, and `by` may not manage officers.
    """
    if by.pk != officer.pk:
        check_may(by, Permission.MANAGE_OFFICERS)
    gone, _ = SocialAccount.objects.filter(user_id=officer.pk, provider=PROVIDER).delete()
    if gone:
        _enter(officer, "officer.subject_forgotten", by, at)
    return bool(gone)


def _enter(officer: Officer, act: str, by: Officer, at: datetime) -> None:
    enter(Entry(kind=Kind.ALTERATION, act=act, about=str(officer.pk), by=by.actor, at=at))
