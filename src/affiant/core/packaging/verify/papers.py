"""Reads the documents of a package, each by itself, and the list of what is withheld."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from affiant.core import canonical
from affiant.core.digests import MalformedDigest
from affiant.core.fields import Fields, WrongField
from affiant.core.packaging.verify.intake import Taken
from affiant.core.packaging.verify.notes import Notes

OMISSIONS: Final = "data/omissions.json"
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Withheld:
    """One line of the omissions."""

    what: str
    account: int | None
    file: int | None


def read(taken: Taken, notes: Notes, path: str, take: Callable[[Fields], T]) -> T | None:
    """Return what `take` makes of the document at `path`; note what stops it. None when there is none."""
    raw = taken.documents.get(path)
    if raw is None:
        return None
    try:
        return take(Fields.of(canonical.decode(raw)))
    except canonical.NotCanonical:
        notes.add("P040", path, field="")
    except WrongField as wrong:
        notes.add("P040", path, field=wrong)
    except MalformedDigest:
        notes.add("P040", path, field="sha256")
    return None


def matching(fields: Fields, name: str, shape: re.Pattern[str]) -> str:
    """Return a string field of a given shape."""
    if shape.fullmatch(value := fields.text(name)) is None:
        raise WrongField(name)
    return value


def check_omissions(taken: Taken, notes: Notes) -> list[Withheld]:
    """Check the list of what is withheld, and return it."""
    withheld = read(taken, notes, OMISSIONS, _omissions)
    if withheld is None:
        return []
    here = any(path.endswith("/contact.json") for path in taken.files)
    if not here and not any(each.what == "contact" for each in withheld):
        notes.add("P047", OMISSIONS)
    return withheld


def _omissions(fields: Fields) -> list[Withheld]:
    fields.only("format", "withheld").one_of("format", "affiant-omissions/v1")
    return [_withheld(each) for each in fields.each("withheld")]


def _withheld(fields: Fields) -> Withheld:
    fields.only("account", "file", "ground", "what")
    matching(fields, "ground", _CODE)
    return Withheld(matching(fields, "what", _CODE), _count_or_none(fields, "account"), _count_or_none(fields, "file"))


def _count_or_none(fields: Fields, name: str) -> int | None:
    return None if name in fields.held and fields.held[name] is None else fields.count(name)
