"""Who may send: an operator adds an organisation, gives it a new token, closes it."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from affiant.core.digests import sha256
from affiant.organisations.errors import NameTaken, NoSuchOrganisation
from affiant.organisations.models import Organisation

TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Added:
    """A new organisation: the id that is signed into what it sends, and its token."""

    id: str
    token: str = field(repr=False)


def add(*, name: str, at: datetime) -> Added:
    """Add an organisation; its token nobody can read a second time.

    Raises:
        NameTaken: there is one of this name.
    """
    made = Added(secrets.token_hex(16), secrets.token_hex(TOKEN_BYTES))
    try:
        with transaction.atomic():
            Organisation.objects.create(
                id=made.id, name=name, token_sha256=sha256(made.token.encode()), added_on=at.date()
            )
    except IntegrityError as taken:
        raise NameTaken from taken
    return made


def renew(*, name: str) -> str:
    """Give an open organisation a new token; the old one opens nothing from now on.

    Raises:
        NoSuchOrganisation: none of this name is open.
    """
    token = secrets.token_hex(TOKEN_BYTES)
    changed = Organisation.objects.filter(name=name, closed_on__isnull=True).update(token_sha256=sha256(token.encode()))
    if not changed:
        raise NoSuchOrganisation
    return token


def close(*, name: str, at: datetime) -> None:
    """Close an organisation: its token opens nothing; what it sent stays.

    Raises:
        NoSuchOrganisation: none of this name is open.
    """
    if not Organisation.objects.filter(name=name, closed_on__isnull=True).update(closed_on=at.date()):
        raise NoSuchOrganisation
