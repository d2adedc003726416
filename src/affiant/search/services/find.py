"""Answering an officer's search: it is in the ledger before a result is shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import tantivy
from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.evidence import selectors as evidence
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.referrals import passages
from affiant.referrals.passages import Facts
from affiant.search import index, marks, query, texts
from affiant.search.marks import Piece
from affiant.search.matching import Matching, widened
from affiant.search.places import Place
from affiant.search.query import All, Parsed
from affiant.triage import selectors as triage

PAGE: Final = 20
FURTHEST: Final = 50  # pages: whoever looks further asks more exactly


@dataclass(frozen=True, slots=True)
class Found:
    """A referral that fits, and the pieces of its text that show why."""

    facts: Facts
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found: one page of `total`."""

    found: tuple[Found, ...]
    total: int
    page: int
    pages: int
    notes: tuple[str, ...]
    places: tuple[Place, ...]
    misspelt: bool  # nothing was found as it was typed; this is what is close to it
    behind: int  # entries of the ledger that the index has not followed yet


def find(*, text: str, by: Officer, at: datetime, page: int = 1, newest: bool = False) -> Answer:
    """Return a page of the referrals that fit a search, the best first or the newest.

    The search is committed to the ledger before anything is returned: the words as a salted commitment, how many
    referrals fit, and which were shown; each of these has an entry of its own too, so that its history says who saw a
    piece of it. Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read referrals.
        NoIndex, Unreadable: there is nothing to search in.
    """
    check_may(by, Permission.READ_REFERRAL)
    parsed = query.parse(text)
    searcher = index.searcher()
    closed = triage.hidden_from(by)
    looked = _Look(searcher, by.pk, closed)
    ids, total, matching, misspelt = looked.at(parsed, page=max(1, min(page, FURTHEST)), newest=newest)
    facts, behind = _shown(ids, closed), max(0, ledger.size() - index.followed(searcher))
    _enter(text, total, facts, by, at)
    wanted = [one.id for one in facts]
    held, names = texts.texts_of(wanted, read=marks.READ), evidence.names_of(wanted)
    found = (
        Found(one, tuple(marks.pieces(held.get(one.id, ()), names.get(one.id, ()), matching.sought))) for one in facts
    )
    return Answer(
        found=tuple(found),
        total=total,
        page=page,
        pages=min(FURTHEST, -(-total // PAGE)),
        notes=parsed.notes,
        places=tuple(matching.places),
        misspelt=misspelt,
        behind=behind,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    searcher: tantivy.Searcher
    officer_id: UUID
    closed: Collection[UUID]

    def at(self, parsed: Parsed, *, page: int, newest: bool) -> tuple[list[UUID], int, Matching, bool]:
        """Look for what was typed, and if nothing has it, for what is close to it."""
        ids, total, matching = self._once(parsed.tree, page, newest=newest)
        if total:
            return ids, total, matching, False
        wider = widened(parsed.tree, self.searcher)
        if wider == parsed.tree:
            return ids, total, matching, False
        close = self._once(wider, page, newest=newest)
        return (*close, True) if close[1] else (ids, total, matching, False)

    def _once(self, tree: All, page: int, *, newest: bool) -> tuple[list[UUID], int, Matching]:
        matching = Matching(self.officer_id)
        found = self.searcher.search(
            matching.question(tree, self.closed),
            limit=PAGE,
            offset=(page - 1) * PAGE,
            order_by_field=index.AT if newest else None,
        )
        ids = [UUID(self.searcher.doc(address)[index.ID][0]) for _, address in found.hits]
        return ids, found.count, matching  # type: ignore[attr-defined]  # the stubs have not heard of it


def _shown(ids: Sequence[UUID], closed: Collection[UUID]) -> list[Facts]:
    """Return the referrals as the database has them now: what is gone, or was closed meanwhile, is not shown."""
    facts = passages.facts_of(ids)
    return [facts[one] for one in ids if one in facts and one not in closed]


def _enter(text: str, total: int, shown: Sequence[Facts], by: Officer, at: datetime) -> None:
    entry = Entry(
        kind=Kind.CONSULTATION,
        act="search.made",
        about="search",
        by=by.actor,
        at=at,
        facts={"found": total, "shown": [str(one.id) for one in shown]},
    )
    with transaction.atomic(durable=True):
        seq = enter(entry, query=text.encode(errors="replace"))
        ledger_services.append_many(entries=[_of_one(one.id, seq, by, at) for one in shown])


def _of_one(referral_id: UUID, seq: int, by: Officer, at: datetime) -> Entry:
    """Say of one referral that pieces of it were shown; `search` is the position of the search's entry."""
    return Entry(
        kind=Kind.CONSULTATION,
        act="referral.shown_in_search",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"search": seq},
    )
