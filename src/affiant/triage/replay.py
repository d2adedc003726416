"""What the ledger's entries alone say about a referral: the state that the tables must agree with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from affiant.ground.ledger.selectors import EntryRow
from affiant.triage.errors import TriageError
from affiant.triage.stages import MAY_FOLLOW, Stage


class DoesNotFollow(TriageError):
    """An entry tells of a step that the table of the life cycle does not have; carries the entry's position."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands; officers are named as the ledger names them."""

    stage: Stage = Stage.RECEIVED
    officer: str | None = None
    closed_to: frozenset[str] = field(default_factory=frozenset)
    restricted: bool = False
    members: frozenset[str] = field(default_factory=frozenset)


def replay(entries: Iterable[EntryRow]) -> Standing:
    """Return where a referral stands after its entries, in their order.

    Raises:
        DoesNotFollow: an entry does not fit what stood before it.
    """
    standing = Standing()
    for entry in entries:
        step = _STEPS.get(entry.act)
        standing = step(standing, entry) if step else standing
    return standing


def _assigned(standing: Standing, entry: EntryRow) -> Standing:
    stage = Stage.ASSIGNED if standing.stage is Stage.RECEIVED else standing.stage
    return replace(standing, stage=stage, officer=str(entry.facts["to"]))


def _moved(standing: Standing, entry: EntryRow) -> Standing:
    to = Stage(str(entry.facts["to"]))
    if entry.facts["from"] != standing.stage or to not in MAY_FOLLOW[standing.stage]:
        raise DoesNotFollow(entry.seq)
    return replace(standing, stage=to)


def _taken(standing: Standing, entry: EntryRow) -> Standing:
    return _shared(standing) if entry.facts.get("first") else standing


def _written(standing: Standing, entry: EntryRow) -> Standing:
    """Earlier releases took a package for gone when it was written."""
    return standing if "told" in entry.facts else _shared(standing)


def _shared(standing: Standing) -> Standing:
    return replace(standing, stage=Stage.SHARED) if Stage.SHARED in MAY_FOLLOW[standing.stage] else standing


def _recused(standing: Standing, entry: EntryRow) -> Standing:
    officer = str(entry.facts["officer"])
    left = None if standing.officer == officer else standing.officer
    closed_to, members = standing.closed_to | {officer}, standing.members - {officer}
    return replace(standing, officer=left, closed_to=closed_to, members=members)


def _readmitted(standing: Standing, entry: EntryRow) -> Standing:
    return replace(standing, closed_to=standing.closed_to - {str(entry.facts["officer"])})


def _handed_back(standing: Standing, entry: EntryRow) -> Standing:
    return replace(standing, officer=None) if standing.officer == entry.facts["officer"] else standing


def _restricted(standing: Standing, entry: EntryRow) -> Standing:
    return replace(standing, restricted=True, members=standing.members | _named(entry))


def _unrestricted(standing: Standing, _: EntryRow) -> Standing:
    return replace(standing, restricted=False)


def _joined(standing: Standing, entry: EntryRow) -> Standing:
    return replace(standing, members=standing.members | _named(entry))


def _left(standing: Standing, entry: EntryRow) -> Standing:
    officer = None if entry.facts.get("let_go") else standing.officer
    return replace(standing, officer=officer, members=standing.members - _named(entry))


def _named(entry: EntryRow) -> set[str]:
    several = entry.facts.get("members")
    return set(several) if isinstance(several, list) else {str(entry.facts["officer"])}


_STEPS: Final[Mapping[str, Callable[[Standing, EntryRow], Standing]]] = MappingProxyType(
    {
        "referral.assigned": _assigned,
        "referral.confirmed": _moved,
        "referral.decided": _moved,
        "referral.proposed": _moved,
        "referral.returned": _moved,
        "referral.reopened": _moved,
        "referral.recused": _recused,
        "referral.readmitted": _readmitted,
        "referral.handed_back": _handed_back,
        "referral.restricted": _restricted,
        "referral.taken_over": _joined,
        "referral.unrestricted": _unrestricted,
        "referral.member_added": _joined,
        "referral.membership_ended": _left,
        "package.taken": _taken,
        "package.written": _written,
    }
)
