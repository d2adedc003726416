"""The offences of the Rome Statute with their elements and contexts, restated for triage: candidates, never charges."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final


class Family(StrEnum):
    """To which of the four crimes an offence belongs."""

    GENOCIDE = "genocide"
    HUMANITY = "crimes_against_humanity"
    WAR_CRIME = "war_crime"
    AGGRESSION = "aggression"


class Reach(StrEnum):
    """How far back the ICC Act 2001 reaches for the offence (s.65A)."""

    FROM_1991 = "from_1991_unconditional"
    FROM_1991_IF_CRIME_THEN = "from_1991_only_if_crime_in_international_law_then"


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence, named by its path in the Statute as the Elements of Crimes number it."""

    article: str
    title: str
    family: Family
    conflict: str  # IAC, NIAC, none or interstate
    protected: str
    elements: tuple[str, ...]
    context: tuple[str, ...]  # the elements of context that are added
    in_schedule_8: bool | None  # of the ICC Act 2001; None where the question does not arise
    reach: Reach | None
    amendment: str
    is_verified: bool  # the elements were read in the Elements of Crimes


def _load() -> tuple[dict[str, tuple[str, ...]], dict[str, Offence]]:
    """Read the table that lies beside this module."""
    raw: dict[str, Any] = json.loads(files(__package__).joinpath("data/offences.json").read_text("utf-8"))
    contexts = {name: tuple(elements) for name, elements in raw["contexts"].items()}
    return contexts, {row["article"]: _offence(row, contexts) for row in raw["offences"]}


def _offence(row: dict[str, Any], contexts: Mapping[str, tuple[str, ...]]) -> Offence:
    return Offence(
        article=row["article"],
        title=row["title"],
        family=Family(row["family"]),
        conflict=row["conflict"],
        protected=row["protected"],
        elements=tuple(row["elements"]),
        context=tuple(element for name in row["context"] for element in contexts[name]),
        in_schedule_8=row["schedule_8"],
        reach=Reach(row["reach"]) if row["reach"] else None,
        amendment=row["amendment"] or "",
        is_verified=row["elements_status"] == "verified",
    )


_CONTEXTS, _OFFENCES = _load()
CONTEXTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_CONTEXTS)
OFFENCES: Final[Mapping[str, Offence]] = MappingProxyType(_OFFENCES)
"""By article, in the order of the Statute."""
