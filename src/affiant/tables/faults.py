"""What is wrong with a line of a table: a place, and a sentence that repeats nothing of what the line tells."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from affiant.tables.archive import Archive, BadFile
from affiant.tables.columns import CHOICES, LONGEST, LONGEST_CELL, WISHES
from affiant.tables.line import Report

_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the line as a spreadsheet numbers it, and the column ("" for the whole line)."""

    line: int
    column: str
    sentence: str


def faults_of(reports: Sequence[Report], archive: Archive | None) -> Iterator[Fault]:
    """Yield all that is wrong with these lines, in their order; the files that they name are read to their ends."""
    numbers = Counter(report.number for report in reports)
    if archive:
        archive.read_through(name for report in reports for name in report.files)
    for report in reports:
        for column, sentence in (*_wrong(report), *_wrong_files(report, archive)):
            yield Fault(report.line, column, sentence)
        if report.number and numbers[report.number] > 1:
            yield Fault(report.line, "number", "Another line has the same number; each report needs its own.")


def _wrong(report: Report) -> Iterator[tuple[str, str]]:
    cells = report.cells
    if report.has_more:
        yield "", "It has more cells than there are columns: is a comma in a text that has no quotes around it?"
    if not _NUMBER.fullmatch(report.number):
        yield (
            "number",
            "“number” has to be 1 to 64 Latin letters, digits, dots or dashes, a letter or a digit first.",
        )
    if not cells["account"]:
        yield "account", "“account” is empty."
    yield from _too_long(cells)
    yield from _wrong_choices(cells)


def _too_long(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in cells.items():
        most = LONGEST if name == "account" else LONGEST_CELL
        if len(text) > most:
            yield name, f"“{name}” has more than {most:,} letters."


def _wrong_choices(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if cells["language"] and not _LANGUAGE.fullmatch(cells["language"]):
        yield "language", "“language” has to be a code such as uk, ru or ar."
    for name, allowed in CHOICES.items():
        if cells[name] and cells[name] not in allowed:
            yield name, f"“{name}” has to be one of: {', '.join(allowed)}; or empty."
    if cells["consent"] != "yes" and any(cells[name] not in {"", "no"} for name in WISHES):
        yield "consent", "A wish is given without “consent” being yes: nobody can consent for another."


def _wrong_files(report: Report, archive: Archive | None) -> Iterator[tuple[str, str]]:
    for place, name in enumerate(report.files, start=1):
        if archive is None:
            yield "files", f"File {place} cannot be there: hand over a ZIP file that holds the table and its files."
            continue
        try:
            archive.digest(name)
        except BadFile as refused:
            yield "files", f"File {place} {refused}."
    if len(set(report.files)) < len(report.files):
        yield "files", "A file is named twice."
