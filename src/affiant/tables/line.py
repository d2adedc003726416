"""One line of a table: a report, every column of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from affiant.core import canonical
from affiant.core.digests import Sha256, sha256


@dataclass(frozen=True, slots=True)
class Report:
    """A line of the table; `cells` has every column, "" where nothing stands."""

    line: int  # as a spreadsheet numbers it: the columns' names are line 1
    cells: Mapping[str, str] = field(repr=False)
    has_more: bool = False  # it has more cells than there are columns

    @property
    def number(self) -> str:
        """The organisation's own number for it."""
        return self.cells["number"]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(name.strip() for name in self.cells["files"].split(";") if name.strip())

    def digest(self, files: Mapping[str, Sha256]) -> Sha256:
        """Return what tells this report from another under the same number: its cells and its files' digests."""
        held = [files[name] for name in self.files]
        return sha256(canonical.encode({"cells": dict(self.cells), "files": list(held)}))
