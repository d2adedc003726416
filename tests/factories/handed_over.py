"""What an organisation hands over: a table of invented reports, by itself or in a ZIP file with files."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from uuid import UUID

from tests.factories.situations import AT

from affiant.ground.accounts.models import Officer
from affiant.ground.store.objects import store
from affiant.handover import services
from affiant.handover.keeping import Keeping
from affiant.tables.columns import COLUMNS

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 20


def table(lines: Sequence[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> bytes:
    """Return a table with these lines."""
    written = io.StringIO()
    rows = csv.DictWriter(written, columns)
    rows.writeheader()
    rows.writerows(lines)
    return written.getvalue().encode()


def zipped(lines: Sequence[Mapping[str, str]], files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file of a table and files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        opened.writestr(zipfile.ZipInfo("reports.csv"), table(lines))  # without the time of day: the same bytes again
        for name, content in files.items():
            opened.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()


def line(number: int, **cells: str) -> dict[str, str]:
    """Return an invented report."""
    told = f"Звіт {number}: увечері до школи на Садовій вулиці увійшли люди у формі, без розпізнавальних знаків."
    return {"number": f"N-{number:04d}", "account": told, "language": "uk", "where": "Садове", **cells}


def zip_of(count: int, *, wrong: Sequence[int] = ()) -> bytes:
    """Return a ZIP file of so many reports, each third with a file; the lines of these numbers have no account."""
    lines, files = list[dict[str, str]](), dict[str, bytes]()
    for number in range(1, count + 1):
        made = line(number, consent="yes", wish_contact="yes", name=f"Особа {number}", reach=f"+380 00 {number:04d}")
        if number % 3 == 0:
            made["files"] = f"files/{number}.jpg"
            files[made["files"]] = JPEG + number.to_bytes(4, "big")
        lines.append(made | ({"account": ""} if number in wrong else {}))
    return zipped(lines, files)


def received(content: bytes, organisation_id: str, by: Officer, *, name: str = "reports.zip") -> UUID:
    """Have a file received and looked through; return its id."""
    with store().stage() as staging:
        keeping = Keeping(staging)
        keeping.write(content)
        made = services.receive(
            organisation_id=organisation_id,
            kept=keeping.finish(name),
            staging=staging,
            how="Brought by their lawyer on a stick.",
            by=by,
            at=AT,
        )
    services.examine(handover_id=made)
    return made
