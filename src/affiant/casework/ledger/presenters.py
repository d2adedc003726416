"""Entries of the ledger as an auditor reads them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from affiant.casework import closed_entries, words
from affiant.ground.ledger.selectors import AboutPage, EntryRow, LedgerPage

Links = dict[str, dict[str, str]] | None
"""What the component of pages is given: where the one before and the one after lie."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry."""

    seq: int
    at: datetime
    kind: str
    act: str
    by: str
    about: str
    facts: str
    closed: bool = False


def lines(rows: Iterable[EntryRow], names: Mapping[str, str], closed: Collection[str]) -> list[LedgerLine]:
    """Give the lines of the table; of an act about a referral that is closed to the reader, that there is one."""
    return [
        _line(closed_entries.without(row, closed), names) if closed_entries.is_told(row, closed) else _closed(row)
        for row in rows
    ]


def links(page: LedgerPage) -> Links:
    """Give the links to newer and older entries; None where there is one page."""
    found = {}
    if page.number > 1:
        found["previous"] = _link("Newer", page=page.number - 1)
    if page.number < page.pages:
        found["next"] = _link("Older", page=page.number + 1)
    return found or None


def links_about(about: str, page: AboutPage, *, newest: bool) -> Links:
    """Give the links to the newest and to older entries about one thing; None where there is one page."""
    found = {}
    if not newest:
        found["previous"] = _link("Newest", about=about)
    if page.older is not None:
        found["next"] = _link("Older", about=about, before=page.older)
    return found or None


def _line(row: EntryRow, names: Mapping[str, str]) -> LedgerLine:
    by = words.actor(row.by, names)
    return LedgerLine(row.seq, row.at, row.kind.value, words.act(row.act), by, row.about, _facts(row))


def _closed(row: EntryRow) -> LedgerLine:
    return LedgerLine(row.seq, row.at, "", "", "", "", "", closed=True)


def _link(text: str, **query: str | int) -> dict[str, str]:
    return {"href": f"?{urlencode(query)}", "text": text}


def _facts(row: EntryRow) -> str:
    return "; ".join(f"{name}: {_fact(value)}" for name, value in row.facts.items() if value not in ("", []))


def _fact(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
