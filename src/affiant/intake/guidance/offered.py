"""The wordings that officers are offered for messages: those that are shipped, and the operator's in their place."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from affiant.intake.guidance.profile_table import LANGUAGE, BadProfile, Table
from affiant.intake.tongue import STANDING

ID: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
SHIPPED: Final = Path(__file__).with_name("messages.toml")


@dataclass(frozen=True, slots=True)
class Offered:
    """One wording in several languages; one that is not shown takes the shipped one of its id away."""

    id: str
    name: str
    asks: str
    texts: Mapping[str, str] = field(repr=False)
    reviewed: tuple[str, ...]
    shown: bool = True


def read(tables: Iterable[Table]) -> tuple[Offered, ...]:
    """Read the `[[messages]]` of a file.

    Raises:
        BadProfile: one of them cannot be used; the text names the place and what should stand there.
    """
    found = tuple(_offered(table) for table in tables)
    ids = [one.id for one in found]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise BadProfile(f'Two of [[messages]] have the id "{twice}".')
    return found


def with_shipped(own: Iterable[Offered], file: Path = SHIPPED) -> tuple[Offered, ...]:
    """Return what officers are offered: the shipped wordings, each replaced by the operator's of the same id."""
    table = Table("the shipped messages", tomllib.loads(file.read_text(encoding="utf-8")))
    merged = {one.id: one for one in (*read(table.tables("messages")), *own)}
    return tuple(one for one in merged.values() if one.shown)


def _offered(table: Table) -> Offered:
    shown = table.given.get("shown", True) is not False
    table.asked.append("shown")
    offered = Offered(
        id=table.shaped("id", ID, "may_we_share") or table.text("id"),
        name=table.text("name") if shown else table.text("name", ""),
        asks=table.text("asks", ""),
        texts=_texts(table.table("text")) if shown else {},
        reviewed=table.texts("reviewed"),
        shown=shown,
    )
    table.done()
    return offered


def _texts(table: Table) -> dict[str, str]:
    found = {language: _text(table, language) for language in table.given}
    if STANDING not in found:
        raise table.wrong(STANDING, "is missing: every message can be read in English")
    return found


def _text(table: Table, language: str) -> str:
    if not LANGUAGE.fullmatch(language):
        raise table.wrong(language, "is not the code of a language like en or uk")
    paragraphs = table.text(language).strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
