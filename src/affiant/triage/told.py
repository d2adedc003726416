"""What an officer tells the jurisdiction aid, as canonical JSON and back."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from affiant.core import canonical
from affiant.core.canonical import Json
from affiant.law.facts import Conduct, Conflict, Facts, Known, Place

Word = TypeVar("Word", bound=StrEnum)
KNOWN: Final = (
    "national_then",
    "resident_then",
    "service_then",
    "national_now",
    "resident_now",
    "present_now",
    "will_come",
    "official",
)


@dataclass(frozen=True, slots=True)
class Told:
    """Which suspect it is about, in the officer's words, and what is known."""

    suspect: str = field(repr=False)
    facts: Facts


def encode(told: Told) -> bytes:
    """Write what was told."""
    facts = told.facts
    value: dict[str, Json] = {name: getattr(facts, name).value for name in KNOWN}
    value |= {
        "conduct": [each.value for each in sorted(facts.conduct)],
        "conflict": facts.conflict.value,
        "first": _day(facts.first),
        "last": _day(facts.last),
        "place": facts.place.value,
        "suspect": told.suspect,
    }
    return canonical.encode(value)


def decode(raw: bytes) -> Told:
    """Read what was told; a word that today's rules do not know counts as unknown."""
    value = canonical.decode(raw)
    given = value if isinstance(value, dict) else {}
    conduct = given.get("conduct")
    kinds = [_word(Conduct, one) for one in conduct] if isinstance(conduct, list) else []
    known = {name: _word(Known, given.get(name)) or Known.UNKNOWN for name in KNOWN}
    facts = Facts(
        conduct=frozenset(kind for kind in kinds if kind),
        conflict=_word(Conflict, given.get("conflict")) or Conflict.UNKNOWN,
        place=_word(Place, given.get("place")) or Place.UNKNOWN,
        first=_read_day(given.get("first")),
        last=_read_day(given.get("last")),
        **known,
    )
    return Told(str(given.get("suspect", "")), facts)


def _word(kind: type[Word], value: Json) -> Word | None:
    return kind(value) if value in {each.value for each in kind} else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(value: Json) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
