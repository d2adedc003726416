"""Reading officers."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from affiant.ground.accounts.errors import NoSuchOfficer
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import HOLDERS, Permission
from affiant.ground.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer as lists show one."""

    id: UUID
    username: str
    display_name: str
    is_active: bool
    roles: tuple[Role, ...]


def officers() -> list[OfficerRow]:
    """Return every officer, by display name; two queries."""
    return [_row(officer) for officer in Officer.objects.prefetch_related("roles").order_by("display_name", "username")]


def officer(officer_id: UUID) -> OfficerRow:
    """Return one officer.

    Raises: NoSuchOfficer.
    """
    return _row(get(officer_id))


def get(officer_id: UUID) -> Officer:
    """Return the officer to act `by`.

    Raises: NoSuchOfficer.
    """
    found = Officer.objects.prefetch_related("roles").filter(pk=officer_id).first()
    if found is None:
        raise NoSuchOfficer(str(officer_id))
    return found


def by_username(username: str) -> Officer:
    """Return the officer who signs in with this name.

    Raises: NoSuchOfficer.
    """
    found = Officer.objects.prefetch_related("roles").filter(username=username).first()
    if found is None:
        raise NoSuchOfficer(username)
    return found


def who_may(permission: Permission) -> list[OfficerRow]:
    """Return the active officers whose roles carry the permission, by display name."""
    found = Officer.objects.filter(is_active=True, roles__role__in=HOLDERS[permission])
    return [_row(one) for one in found.distinct().prefetch_related("roles").order_by("display_name")]


def gone() -> list[UUID]:
    """Return the officers whose accounts are closed."""
    return list(Officer.objects.filter(is_active=False).values_list("pk", flat=True))


def display_names(officer_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the display names for these ids in one query; unknown ids are left out."""
    wanted = {one for one in officer_ids if one is not None}
    return dict(Officer.objects.filter(pk__in=wanted).values_list("pk", "display_name"))


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """Return display names for ledger actors such as `officer:<uuid>`; system actors keep their own text."""
    asked = set(actors)
    ids = {actor: uuid.UUID(actor.removeprefix("officer:")) for actor in asked if actor.startswith("officer:")}
    names = display_names(ids.values())
    return {actor: names.get(ids[actor], actor) if actor in ids else actor for actor in asked}


def _row(officer: Officer) -> OfficerRow:
    roles = tuple(role for role in Role if role in officer.held_roles)
    return OfficerRow(officer.pk, officer.username, officer.display_name, officer.is_active, roles)
