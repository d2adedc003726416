"""Acts on officers: making one, changing roles, closing and opening an account."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.errors import LastAdministrator, OwnRoles, UsernameTaken, WeakPassword
from affiant.ground.accounts.models import Officer, OfficerRole
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.accounts.roles import Role
from affiant.ground.entering import enter

INSTALLER = "system:installer"


def create_officer(
    *, username: str, display_name: str, password: str, roles: Iterable[Role], at: datetime, by: Officer | None = None
) -> Officer:
    """Make an officer who signs in with these; `by` is None only when the house is set up.

    Raises: NotPermitted, UsernameTaken, WeakPassword.
    """
    if by is not None:
        check_may(by, Permission.MANAGE_OFFICERS)
    officer = Officer(
        username=Officer.normalize_username(username.strip()), display_name=display_name.strip(), created_at=at
    )
    _set_password(officer, password)
    with _username_once(), transaction.atomic():
        officer.save(force_insert=True)
        held = _grant(officer, roles, at)
        _enter(officer, "officer.created", {"roles": sorted(held)}, by, at)
    return officer


@transaction.atomic
def set_roles(*, officer: Officer, roles: Iterable[Role], by: Officer, at: datetime) -> None:
    """Make these the officer's roles, and no others.

    Raises: NotPermitted, OwnRoles, LastAdministrator.
    """
    check_may(by, Permission.MANAGE_OFFICERS)
    wanted = frozenset(roles)
    if officer.pk == by.pk and wanted - by.held_roles:
        raise OwnRoles
    if wanted == frozenset(Role(role) for role in officer.roles.values_list("role", flat=True)):
        return
    officer.roles.exclude(role__in=wanted).delete()
    _grant(officer, wanted - {Role(role) for role in officer.roles.values_list("role", flat=True)}, at)
    officer.__dict__.pop("held_roles", None)
    _check_administrator_remains()
    _enter(officer, "officer.roles_set", {"roles": sorted(wanted)}, by, at)


@transaction.atomic
def set_active(*, officer: Officer, active: bool, by: Officer, at: datetime) -> None:
    """Open or close an account; a closed one signs in nowhere and keeps its history.

    Raises: NotPermitted, LastAdministrator.
    """
    check_may(by, Permission.MANAGE_OFFICERS)
    if officer.is_active == active:
        return
    officer.is_active = active
    officer.save(update_fields=["is_active"])
    _check_administrator_remains()
    _enter(officer, "officer.opened" if active else "officer.closed", {}, by, at)


@transaction.atomic
def set_password(*, officer: Officer, password: str, by: Officer | None, at: datetime) -> None:
    """Give the officer a new password; every session that the old one opened ends with it.

    Raises: NotPermitted, WeakPassword.
    """
    if by is not None and by.pk != officer.pk:
        check_may(by, Permission.MANAGE_OFFICERS)
    _set_password(officer, password)
    officer.save(update_fields=["password"])
    _enter(officer, "officer.password_set", {}, by, at)


def _set_password(officer: Officer, password: str) -> None:
    try:
        validate_password(password, officer)
    except ValidationError as refused:
        raise WeakPassword(tuple(str(one.code) for one in refused.error_list)) from refused
    officer.set_password(password)


def _grant(officer: Officer, roles: Iterable[Role], at: datetime) -> frozenset[Role]:
    granted = frozenset(Role(role) for role in roles)
    OfficerRole.objects.bulk_create(OfficerRole(officer=officer, role=role, granted_at=at) for role in granted)
    return granted


def _check_administrator_remains() -> None:
    if not OfficerRole.objects.filter(role=Role.ADMINISTRATOR, officer__is_active=True).exists():
        raise LastAdministrator


def _enter(officer: Officer, act: str, facts: dict[str, Fact], by: Officer | None, at: datetime) -> None:
    actor = INSTALLER if by is None else by.actor
    enter(Entry(kind=Kind.ALTERATION, act=act, about=str(officer.pk), by=actor, at=at, facts=facts))


@contextmanager
def _username_once() -> Iterator[None]:
    """Turn the database's refusal of a second officer with this name into our own error."""
    try:
        yield
    except IntegrityError as error:
        if "username" in str(error):
            raise UsernameTaken from error
        raise
