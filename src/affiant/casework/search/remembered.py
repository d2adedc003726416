"""The searches of a visit: kept in the officer's session, so that no word of them stands in an address."""

import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final

MOST: Final = 30
_HELD: Final = "searches"


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, and in which order the answer is wanted."""

    text: str = field(repr=False)
    newest: bool


def remember(session: MutableMapping[str, Any], search: Search) -> str:
    """Keep a search and return the name that it goes by in addresses; the oldest of too many is forgotten."""
    held: dict[str, dict[str, Any]] = session.get(_HELD, {})
    name = secrets.token_hex(8)
    kept = [*held.items(), (name, {"text": search.text, "newest": search.newest})]
    session[_HELD] = dict(kept[-MOST:])
    return name


def recall(session: MutableMapping[str, Any], name: str) -> Search | None:
    """Return the search of this name, if it was made in this visit."""
    found = session.get(_HELD, {}).get(name)
    return Search(found["text"], found["newest"]) if found else None
