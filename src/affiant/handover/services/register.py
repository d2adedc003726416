"""The officers' register of organisations: who sends and hands over, under the id that is signed into it."""

import re
import secrets
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.handover.errors import IdMalformed, IdTaken, NameMissing, NameTaken, NoSuchOrganisation
from affiant.handover.models import Organisation

_ID: Final = re.compile(r"[0-9a-f]{32}")


@transaction.atomic
def add_organisation(*, name: str, organisation_id: str, by: Officer, at: datetime) -> str:
    """Enter an organisation and return its id: the one that the public face gave it, or a new one if it has none.

    Raises:
        NotPermitted: the officer may not.
        NameMissing, NameTaken, IdMalformed, IdTaken: what does not fit.
    """
    check_may(by, Permission.MANAGE_PARTNERS)
    called, known = tidied(name), organisation_id.strip().lower() or secrets.token_hex(16)
    if not called:
        raise NameMissing
    if _ID.fullmatch(known) is None:
        raise IdMalformed
    if Organisation.objects.filter(pk=known).exists():
        raise IdTaken
    try:
        with transaction.atomic():
            Organisation.objects.create(id=known, name=called, added_by=by, added_at=at)
    except IntegrityError as taken:
        raise NameTaken from taken
    enter(_entry("organisation.added", known, by, at), name=called.encode())
    return known


@transaction.atomic
def close_organisation(*, organisation_id: str, by: Officer, at: datetime) -> None:
    """Close an organisation here: nothing more is taken in from it at the desk; its token is the operator's to close.

    Raises:
        NotPermitted: the officer may not.
        NoSuchOrganisation: none of this id is open.
    """
    check_may(by, Permission.MANAGE_PARTNERS)
    if not Organisation.objects.filter(pk=organisation_id, closed_at__isnull=True).update(closed_at=at):
        raise NoSuchOrganisation
    enter(_entry("organisation.closed", organisation_id, by, at))


@transaction.atomic
def reopen_organisation(*, organisation_id: str, by: Officer, at: datetime) -> None:
    """Take in from a closed organisation again.

    Raises:
        NotPermitted: the officer may not.
        NoSuchOrganisation: none of this id is closed.
    """
    check_may(by, Permission.MANAGE_PARTNERS)
    if not Organisation.objects.filter(pk=organisation_id, closed_at__isnull=False).update(closed_at=None):
        raise NoSuchOrganisation
    enter(_entry("organisation.reopened", organisation_id, by, at))


def _entry(act: str, organisation_id: str, by: Officer, at: datetime) -> Entry:
    return Entry(kind=Kind.ALTERATION, act=act, about=organisation_id, by=by.actor, at=at)
