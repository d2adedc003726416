"""Reads a table of reports: CSV by itself, or in a ZIP file with the files that its lines name."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import BinaryIO, Final

from affiant.core.errors import AffiantError
from affiant.tables.archive import Archive, BadFile
from affiant.tables.columns import COLUMNS, NAME, REQUIRED
from affiant.tables.faults import Fault, faults_of
from affiant.tables.line import Report

LARGEST_TABLE: Final = 64 * 1024 * 1024  # bytes of the CSV
MOST_LINES: Final = 20_000
LARGEST_UNPACKED: Final = 8 * 1024**3  # bytes of all files, each as often as a line names it
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # "Unicode text", as some spreadsheets save it
_BETWEEN: Final = (",", ";", "\t")  # which one depends on the country that a spreadsheet believes to be in


class Unreadable(AffiantError):
    """The table itself cannot be read; the text is a sentence for whoever made it."""


class Table:
    """A CSV file, or a ZIP file that holds one and the files that it names."""

    def __init__(self, file: BinaryIO) -> None:
        """Read every line; `file` has to stay open for as long as files are read from the table.

        Raises:
            Unreadable: it is neither, or has no header that can be read.
        """
        self.archive = _archive(file)
        self.reports = tuple(_reports(_text(file, self.archive)))
        _check_unpacked(self.reports, self.archive)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong, line by line; the files are read to their ends once for it."""
        return tuple(faults_of(self.reports, self.archive))

    @cached_property
    def good(self) -> tuple[Report, ...]:
        """The lines with nothing wrong."""
        wrong = {fault.line for fault in self.faults}
        return tuple(report for report in self.reports if report.line not in wrong)

    @property
    def beside(self) -> int:
        """How many files of the ZIP no line names."""
        named = frozenset(name for report in self.reports for name in report.files)
        return self.archive.beside(named) if self.archive else 0


def _archive(file: BinaryIO) -> Archive | None:
    file.seek(0)
    if not zipfile.is_zipfile(file):
        return None
    try:
        return Archive(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as refused:
        raise Unreadable("The ZIP file is damaged: pack it again.") from refused


def _text(file: BinaryIO, archive: Archive | None) -> str:
    try:
        if archive:
            with archive.open(NAME) as reader:
                raw = reader.read(LARGEST_TABLE + 1)
        else:
            file.seek(0)
            raw = file.read(LARGEST_TABLE + 1)
    except (BadFile, zipfile.BadZipFile, EOFError, OSError) as refused:
        raise Unreadable(f"The ZIP file holds no {NAME} that can be read.") from refused
    if len(raw) > LARGEST_TABLE:
        raise Unreadable("The table is larger than 64 MiB: divide it.")
    try:
        return raw.decode(_MARKS.get(raw[:2], "utf-8-sig"))
    except UnicodeDecodeError as refused:
        raise Unreadable("The table is not UTF-8 text: save it again as CSV in UTF-8.") from refused


def _reports(text: str) -> Iterator[Report]:
    csv.field_size_limit(LARGEST_TABLE)  # a cell that is too long is that line's fault, not the table's
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_between(text), strict=True)
    line = count = 0
    try:
        names: list[str] | None = None
        width = 0
        for line, row in enumerate(rows, start=1):
            if names is None:
                names, width = _names(row), len(row)
            elif count >= MOST_LINES and any(cell.strip() for cell in row):
                raise Unreadable(f"The table has more than {MOST_LINES:,} reports: divide it.")
            elif any(cell.strip() for cell in row):
                count += 1
                yield _report(line, names, row, too_wide=len(row) > width)
        if names is None:
            _names([])
    except csv.Error as refused:
        raise Unreadable(
            f"After line {line} the table cannot be read: look at the quotes around the texts there."
        ) from refused


def _check_unpacked(reports: Sequence[Report], archive: Archive | None) -> None:
    """Refuse a small ZIP file that would fill the disk: the same bytes can lie in it under many names."""
    if archive and sum(archive.size(name) for report in reports for name in report.files) > LARGEST_UNPACKED:
        raise Unreadable("Unpacked, the files of all lines are larger than 8 GiB: divide the table.")


def _between(text: str) -> str:
    """Return what stands between the cells, as the line of the columns' names shows it."""
    first = text.partition("\n")[0]
    return max(_BETWEEN, key=first.count)


def _names(row: Sequence[str]) -> list[str]:
    names = [name.strip().lower() for name in row]
    while names and not names[-1]:
        names.pop()  # a spreadsheet writes empty cells at the ends of all lines
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown or len(set(names)) < len(names):
        raise Unreadable(
            f"The first line has to name the columns, each once. Missing: {', '.join(missing) or 'none'}. "
            f"Not known: {len(unknown)} of {len(names)}. Known: {', '.join(COLUMNS)}."
        )
    return names


def _report(line: int, names: Sequence[str], row: Sequence[str], *, too_wide: bool) -> Report:
    given = dict(zip(names, (cell.strip() for cell in row), strict=False))
    more = too_wide or any(cell.strip() for cell in row[len(names) :])
    return Report(line, {name: given.get(name, "") for name in COLUMNS}, has_more=more)
