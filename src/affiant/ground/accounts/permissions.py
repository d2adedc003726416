"""What each role may do: one table, and the two questions that are asked of it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class Permission(StrEnum):
    """One kind of act that a page or a service may ask leave for."""

    READ_QUEUE = "read_queue"
    READ_REFERRAL = "read_referral"
    READ_CONTACT = "read_contact"
    ERASE_CONTACT = "erase_contact"
    READ_EXHIBIT = "read_exhibit"
    READ_QUARANTINE = "read_quarantine"
    IMPORT = "import"
    ASSIGN = "assign"
    SAFEGUARD = "safeguard"
    ANNOTATE = "annotate"
    LINK = "link"
    SCOPE = "scope"
    DECIDE = "decide"
    CONFIRM_DECISION = "confirm_decision"
    RECUSE = "recuse"
    RESTRICT = "restrict"
    REPLY = "reply"
    REVIEW_MESSAGE = "review_message"
    PREPARE_PACKAGE = "prepare_package"
    APPROVE_PACKAGE = "approve_package"
    READ_PACKAGES = "read_packages"
    MANAGE_PARTNERS = "manage_partners"
    READ_FIGURES = "read_figures"
    READ_LEDGER = "read_ledger"
    MANAGE_OFFICERS = "manage_officers"


_CASE_OFFICERS: Final = frozenset({Role.DUTY_OFFICER, Role.INVESTIGATOR, Role.SUPERVISOR})
_CASE_READERS: Final = _CASE_OFFICERS | {Role.LIAISON_OFFICER}

# An administrator sees no case; an auditor sees the ledger and no content.
HOLDERS: Final[dict[Permission, frozenset[Role]]] = {
    Permission.READ_QUEUE: _CASE_READERS,
    Permission.READ_REFERRAL: _CASE_READERS,
    Permission.READ_CONTACT: _CASE_OFFICERS,
    Permission.ERASE_CONTACT: frozenset({Role.SUPERVISOR}),
    Permission.READ_EXHIBIT: _CASE_READERS,
    Permission.READ_QUARANTINE: _CASE_OFFICERS,
    Permission.IMPORT: _CASE_OFFICERS,
    Permission.ASSIGN: _CASE_OFFICERS,
    Permission.SAFEGUARD: _CASE_OFFICERS,
    Permission.ANNOTATE: _CASE_OFFICERS,
    Permission.LINK: _CASE_OFFICERS,
    Permission.SCOPE: _CASE_OFFICERS,
    Permission.DECIDE: _CASE_OFFICERS,
    Permission.CONFIRM_DECISION: frozenset({Role.SUPERVISOR}),
    Permission.RECUSE: frozenset({Role.SUPERVISOR}),
    Permission.RESTRICT: frozenset({Role.SUPERVISOR}),
    Permission.REPLY: _CASE_OFFICERS,
    Permission.REVIEW_MESSAGE: _CASE_OFFICERS,
    Permission.PREPARE_PACKAGE: frozenset({Role.LIAISON_OFFICER}),
    Permission.APPROVE_PACKAGE: frozenset({Role.SUPERVISOR}),
    Permission.READ_PACKAGES: frozenset({Role.LIAISON_OFFICER, Role.SUPERVISOR}),
    Permission.MANAGE_PARTNERS: frozenset({Role.SUPERVISOR}),
    Permission.READ_FIGURES: frozenset({Role.AUDITOR, Role.SUPERVISOR}),
    Permission.READ_LEDGER: frozenset({Role.AUDITOR, Role.SUPERVISOR}),
    Permission.MANAGE_OFFICERS: frozenset({Role.ADMINISTRATOR}),
}


def may(officer: "AbstractBaseUser | AnonymousUser", permission: Permission) -> bool:
    """Answer whether one of the officer's roles carries the permission; nobody who is not active may anything."""
    if not officer.is_authenticated or not officer.is_active:
        return False
    held: frozenset[Role] = getattr(officer, "held_roles", frozenset())
    return not HOLDERS[permission].isdisjoint(held)


def check_may(officer: "AbstractBaseUser | AnonymousUser", permission: Permission) -> None:
    """Return if the officer may.

    Raises: NotPermitted.
    """
    if not may(officer, permission):
        raise NotPermitted(permission)
