"""The language of a search, line by line, as its page of help shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from affiant.casework import words
from affiant.search import filters


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a search can be narrowed by, its values, and what is meant."""

    example: str
    meaning: str
    values: tuple[tuple[str, str], ...] = ()  # as typed, and in words


_HAS: Final = {
    "files": "files",
    "messages": "messages in either direction",
    "notes": "notes of the team",
    "translations": "translations",
    "tasks": "tasks",
    "decisions": "decisions",
    "offences": "offences that seemed possible",
    "incidents": "coded incidents",
}
_IS: Final = {
    "child": "a child is in danger, or may be",
    "danger": "somebody is in danger now",
    "withdrawn": "withdrawn by the person",
    "rehearsal": "a trial by your own operators",
}
_OFFICER: Final = {"me": "assigned to you", "nobody": "assigned to nobody"}


def fields() -> list[Field]:
    """List the fields with every value that they know."""
    stages = {code: name for code, (name, _) in words.STAGES.items()}
    return [
        Field("language:uk", "In this language, by its code or its name", _pairs(words.LANGUAGES, words.LANGUAGES)),
        Field("stage:assigned", "In this stage", _pairs(filters.VALUES["stage"], stages)),
        Field("path:witnessed", "How the person comes to report", _pairs(filters.VALUES["path"], words.PATHS)),
        Field("from:2024-03-31", "Received on that day or later; also a month (2024-03) or a year (2024)"),
        Field("to:2024-04", "Received until the end of that day, month or year"),
        Field("officer:me", "Whose it is", _pairs(filters.VALUES["officer"], _OFFICER)),
        Field("has:files", "What it has", _pairs(filters.VALUES["has"], _HAS)),
        Field("is:danger", "What is known of it", _pairs(filters.VALUES["is"], _IS)),
        Field("situation:ukraine", "Of this situation, by its name in your operator’s profile"),
        Field("file:photo", "A word in the name of a file"),
    ]


def _pairs(codes: Iterable[str], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, names.get(code, code)) for code in codes)
