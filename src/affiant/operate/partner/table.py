"""A table of reports, read line by line: what each says, and what is wrong with it."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from affiant.core.errors import AffiantError

NAME: Final = "reports.csv"
REQUIRED: Final = ("number", "account")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "consent": ("yes", "knows", "no", "cannot"),
    "age": ("adult", "child"),
    "wish_contact": ("yes", "no"),
    "wish_uk": ("yes", "no", "ask_first"),
    "wish_sharing": ("yes", "no", "ask_first", "yes_without_me"),
    "wish_analysis": ("yes", "no"),
}
WISHES: Final = tuple(name for name in CHOICES if name.startswith("wish_"))
COLUMNS: Final = (*REQUIRED, "language", "where", "when", *CHOICES, "name", "reach", "safe", "files")
LONGEST: Final = 100_000  # letters of an account
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Unreadable(AffiantError):
    """The table itself cannot be read; the text is a sentence for whoever made it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line: a sentence that repeats nothing of what the line tells."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """A line of the table; `cells` has every column, "" where nothing stands."""

    line: int
    cells: Mapping[str, str] = field(repr=False)

    @property
    def number(self) -> str:
        """The organisation's own number for it."""
        return self.cells["number"]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(name.strip() for name in self.cells["files"].split(";") if name.strip())


class Table:
    """A CSV file, or a ZIP file that holds one and the files that it names."""

    def __init__(self, path: Path) -> None:
        """Open it and read every line.

        Raises:
            Unreadable: it is neither, or has no header that can be read.
        """
        self._zip = zipfile.ZipFile(path) if zipfile.is_zipfile(path) else None
        self.reports = tuple(_reports(self._text(path)))
        self.faults = tuple(self._faults())

    @property
    def good(self) -> tuple[Report, ...]:
        """The lines with nothing wrong."""
        wrong = {fault.line for fault in self.faults}
        return tuple(report for report in self.reports if report.line not in wrong)

    def content(self, name: str) -> bytes:
        """Return a file that a line names."""
        assert self._zip is not None  # noqa: S101 - a name without a file is a fault
        return self._zip.read(name)

    def _text(self, path: Path) -> str:
        try:
            return (self._zip.read(NAME) if self._zip else path.read_bytes()).decode("utf-8-sig")
        except KeyError as missing:
            raise Unreadable(f"The ZIP file holds no {NAME}.") from missing
        except (UnicodeDecodeError, zipfile.BadZipFile, RuntimeError) as refused:
            raise Unreadable("The table is not UTF-8 text: save it again as CSV in UTF-8.") from refused

    def _faults(self) -> Iterator[Fault]:
        numbers = Counter(report.number for report in self.reports)
        held = set(self._zip.namelist()) if self._zip else set()
        for report in self.reports:
            for sentence in (*_wrong(report), *_wrong_files(report, held)):
                yield Fault(report.line, sentence)
            if report.number and numbers[report.number] > 1:
                yield Fault(report.line, "Another line has the same number; each report needs its own.")


def _reports(text: str) -> Iterator[Report]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        raise Unreadable(
            f"The first line has to name the columns. Missing: {', '.join(missing) or 'none'}. "
            f"Not known: {', '.join(unknown) or 'none'}. Known: {', '.join(COLUMNS)}."
        )
    rows.fieldnames = names
    try:
        for row in rows:
            yield Report(rows.line_num, {name: (row.get(name) or "").strip() for name in COLUMNS} | _surplus(row))
    except csv.Error as refused:
        raise Unreadable(f"Line {rows.line_num} is not CSV: {refused}.") from refused


def _surplus(row: Mapping[str | None, object]) -> dict[str, str]:
    return {"": "more"} if row.get(None) else {}


def _wrong(report: Report) -> Iterator[str]:
    cells = report.cells
    if "" in cells:
        yield "It has more cells than there are columns: is a comma in a text that has no quotes around it?"
    if not _NUMBER.fullmatch(report.number):
        yield "“number” has to be 1 to 64 Latin letters, digits, dots or dashes, a letter or a digit first."
    if not cells["account"]:
        yield "“account” is empty."
    if len(cells["account"]) > LONGEST:
        yield f"“account” has more than {LONGEST:,} letters."
    yield from _wrong_choices(cells)


def _wrong_choices(cells: Mapping[str, str]) -> Iterator[str]:
    if cells["language"] and not _LANGUAGE.fullmatch(cells["language"]):
        yield "“language” has to be a code such as uk, ru or ar."
    for name, allowed in CHOICES.items():
        if cells[name] and cells[name] not in allowed:
            yield f"“{name}” has to be one of: {', '.join(allowed)}; or empty."
    if cells["consent"] != "yes" and any(cells[name] not in {"", "no"} for name in WISHES):
        yield "A wish is given without “consent” being yes: nobody can consent for another."


def _wrong_files(report: Report, held: set[str]) -> Iterator[str]:
    for place, name in enumerate(report.files, start=1):
        if name not in held:
            yield f"File {place} is not in the ZIP file."
