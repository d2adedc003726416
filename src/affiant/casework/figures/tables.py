"""The tables of the figures page: what is counted, in which words, in which order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypedDict
from uuid import UUID

from django.conf import settings

from affiant.casework import words
from affiant.casework.figures import small_numbers
from affiant.referrals import figures as referrals
from affiant.referrals.stages import Stage
from affiant.triage import figures as triage
from affiant.triage import need_to_know
from affiant.triage.stages import Outcome

WIDEST: Final = 100  # a bar's length, in percent
FIRST_DECISIONS: Final = {
    "week": "Within 7 days",
    "month": "8 to 28 days",
    "quarter": "29 days to 13 weeks",
    "later": "Later than 13 weeks",
}
FLAGS: Final = {
    "child": "The reporter is under 18",
    "danger": "Somebody is in danger now",
    "young_unsafe": "A child who is not safe, or not sure",
}


class _Period(TypedDict):
    since: datetime
    until: datetime
    without: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was counted, the count as it may be told, and the length of its bar."""

    name: str
    words: str
    count: int | None  # None: fewer than five
    bar: int  # percent of the longest


@dataclass(frozen=True, slots=True)
class Table:
    """One figure."""

    id: str
    title: str
    of: str  # what the rows are
    rows: tuple[Row, ...]


def of_year(year: int) -> list[Table]:
    """Return all tables about the referrals received in a year."""
    since, until = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return [_table(*each) for each in _figures(since, until)]


def _figures(since: datetime, until: datetime) -> Iterator[tuple[str, str, str, Mapping[str, int]]]:
    """Count; what is restricted to its members stands in no breakdown, and nowhere but in a count of its own."""
    few = need_to_know.restricted()
    period: _Period = {"since": since, "until": until, "without": few}
    yield "months", "Referrals received, by month", "Month", referrals.months(**period)
    yield "situations", "By situation", "Situation", _named(referrals.counts("situation", **period), _situations())
    yield "paths", "By how the reporter knows", "Path", _named(referrals.counts("path", **period), words.PATHS)
    yield "languages", "By language", "Language", _named(referrals.counts("language", **period), words.LANGUAGES)
    yield (
        "stages",
        "By where they stand today",
        "Stage",
        _named(referrals.counts("stage", **period), dict(Stage.choices)),
    )
    yield "outcomes", "By the latest decision", "Decision", _named(triage.outcomes(**period), dict(Outcome.choices))
    yield "first", "Time to the first decision", "Time", _named(triage.first_decisions(**period), FIRST_DECISIONS)
    yield "safeguarding", "Safeguarding flags", "Flag", _named(referrals.flags(**period), FLAGS)
    restricted = referrals.received(since=since, until=until, among=few)
    yield "restricted", "Restricted, and in no other table", "What", _counted("Restricted to members", restricted)


def _counted(name: str, count: int) -> dict[str, int]:
    return {name: count} if count else {}


def _situations() -> Mapping[str, str]:
    return {"": "No situation that is asked about", **settings.AFFIANT.situations}


def _named(counted: Mapping[str, int], names: Mapping[str, object]) -> dict[str, int]:
    """Return counts by their names, in the order of the names; what has no name comes after, by its code."""
    order = [*names, *sorted(set(counted) - set(names))]
    return {str(names.get(code, code)) or "Not answered": counted[code] for code in order if counted.get(code)}


def _table(name: str, title: str, of: str, counted: Mapping[str, int]) -> Table:
    longest = max((small_numbers.told(count) or 0 for count in counted.values()), default=0)
    return Table(name, title, of, tuple(_row(what, count, longest) for what, count in counted.items()))


def _row(name: str, count: int, longest: int) -> Row:
    known = small_numbers.told(count)
    bar = round(WIDEST * known / longest) if known and longest else 0
    return Row(name, small_numbers.words(count), known, bar)
