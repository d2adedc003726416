"""One entry of the ledger and the bytes that stand for it in the tree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from affiant.core import canonical
from affiant.core.digests import MalformedDigest, Sha256, parse_sha256
from affiant.core.ledger.errors import MalformedEntry

VERSION: Final = 1
LARGEST: Final = 2**16 - 1
"""Bytes of leaf data: what a tile of C2SP tlog-tiles can carry."""

Fact = str | int | bool | list[str]

_KEYS: Final = frozenset({"about", "act", "at", "by", "commitments", "facts", "kind", "v"})
_ABOUT: Final = re.compile(r"[0-9a-z][0-9a-z:._-]{0,127}")
_ACT: Final = re.compile(r"[a-z][a-z0-9_]{0,31}\.[a-z][a-z0-9_]{0,31}")
_BY: Final = re.compile(r"officer:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|system:[a-z][a-z0-9_.-]{0,63}")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_AT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class Kind(StrEnum):
    """The acts that a law-enforcement logging duty names (Directive (EU) 2016/680, article 25), and decisions."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    DECISION = "decision"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """That `by` did `act` to what `about` names, at that moment.

    Facts hold no personal data; what may have to be erased one day stands as a salted commitment.
    """

    kind: Kind
    act: str
    about: str
    by: str
    at: datetime
    facts: Mapping[str, Fact] = field(default_factory=dict)
    commitments: Mapping[str, Sha256] = field(default_factory=dict)


def encode(entry: Entry) -> bytes:
    """Return the leaf data of an entry: canonical JSON.

    Raises:
        MalformedEntry: when a field is not of the shape that the specification gives it.
    """
    facts: dict[str, canonical.Json] = {_matching(_NAME, name): _json(each) for name, each in entry.facts.items()}
    value: dict[str, canonical.Json] = {
        "about": _matching(_ABOUT, entry.about),
        "act": _matching(_ACT, entry.act),
        "at": _instant(entry.at),
        "by": _matching(_BY, entry.by),
        "commitments": {_matching(_NAME, name): _digest(each) for name, each in entry.commitments.items()},
        "facts": facts,
        "kind": _kind(entry.kind).value,
        "v": VERSION,
    }
    try:
        return _bounded(canonical.encode(value))
    except canonical.NotCanonical as refused:
        raise MalformedEntry from refused


def decode(raw: bytes) -> Entry:
    """Return the entry that leaf data stands for; encoding it gives the same bytes again.

    Raises:
        MalformedEntry: when the bytes are not the one spelling of an entry of version 1.
    """
    try:
        value = canonical.decode(_bounded(raw))
    except canonical.NotCanonical as refused:
        raise MalformedEntry from refused
    if not isinstance(value, dict) or value.keys() != _KEYS or type(value["v"]) is not int or value["v"] != VERSION:
        raise MalformedEntry
    return Entry(
        kind=_kind(value["kind"]),
        act=_matching(_ACT, value["act"]),
        about=_matching(_ABOUT, value["about"]),
        by=_matching(_BY, value["by"]),
        at=_moment(value["at"]),
        facts={_matching(_NAME, name): _fact(each) for name, each in _object(value["facts"])},
        commitments={_matching(_NAME, name): _digest(each) for name, each in _object(value["commitments"])},
    )


def _bounded(raw: bytes) -> bytes:
    if len(raw) > LARGEST:
        raise MalformedEntry
    return raw


def _object(value: canonical.Json) -> list[tuple[str, canonical.Json]]:
    if not isinstance(value, dict):
        raise MalformedEntry
    return list(value.items())


def _matching(shape: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or shape.fullmatch(value) is None:
        raise MalformedEntry
    return value


def _kind(value: object) -> Kind:
    try:
        return Kind(value)  # type: ignore[arg-type]  # a value of any other type is refused below
    except ValueError as refused:
        raise MalformedEntry from refused


def _digest(value: object) -> Sha256:
    try:
        return parse_sha256(value)
    except MalformedDigest as refused:
        raise MalformedEntry from refused


def _fact(value: object) -> Fact:
    match value:
        case str() | int():
            return value
        case list() if all(isinstance(each, str) for each in value):
            return value
        case _:
            raise MalformedEntry


def _json(fact: object) -> canonical.Json:
    found = _fact(fact)
    return [*found] if isinstance(found, list) else found


def _instant(at: datetime) -> str:
    if at.tzinfo is None:
        raise MalformedEntry
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _moment(value: object) -> datetime:
    try:
        return datetime.fromisoformat(_matching(_AT, value))
    except ValueError as refused:
        raise MalformedEntry from refused
