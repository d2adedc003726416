"""What of the ledger an officer is not told: the acts about referrals that are closed to them."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from affiant.core.ledger.entries import Fact
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger.selectors import EntryRow
from affiant.triage import selectors as triage


def closed_to(officer: Officer) -> frozenset[str]:
    """Return the referrals, as the ledger names them, whose acts this officer is not told.

    An auditor answers for all of it, restricted or not; a conflict of interest closes the ledger to an auditor too.
    """
    audits = Role.AUDITOR in officer.held_roles
    return frozenset(map(str, triage.closed_to(officer.pk) if audits else triage.hidden_from(officer)))


def is_told(row: EntryRow, closed: Collection[str]) -> bool:
    """Answer whether an entry may be told: it is about nothing closed, and names nothing closed as what it is with."""
    return row.about not in closed and not any(isinstance(fact, str) and fact in closed for fact in row.facts.values())


def without(row: EntryRow, closed: Collection[str]) -> EntryRow:
    """Return an entry that may be told, with what is closed taken out of its lists: a search shows several."""
    if not closed:
        return row
    return replace(row, facts={name: _open(fact, closed) for name, fact in row.facts.items()})


def told(rows: Iterable[EntryRow], officer: Officer) -> list[EntryRow]:
    """Return what of these entries the officer is told."""
    closed = closed_to(officer)
    return [without(row, closed) for row in rows if is_told(row, closed)]


def _open(fact: Fact, closed: Collection[str]) -> Fact:
    return [each for each in fact if each not in closed] if isinstance(fact, list) else fact
