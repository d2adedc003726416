"""Sends the demonstration's invented referrals through the public face, and notes what its officers are to do."""

import io
import json
import struct
import tempfile
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self
from xml.sax.saxutils import escape

from affiant.intake.guidance.profile import SHIPPED
from affiant.operate.rehearse.reporter import Report, send
from affiant.operate.visit import Visit

INVENTED: Final = Path(__file__).with_name("invented")
FILES: Final = ("english.toml", "ukrainian.toml", "others.toml")
_OFFICE: Final = "http://schemas.openxmlformats.org"
# The least that Word opens.
DOCUMENT: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="d" '
        f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ),
    "word/document.xml": (
        f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>An invented document: NAME.</w:t></w:r></w:p></w:body></w:document>"
    ),
}


@dataclass(frozen=True, slots=True)
class Invented:
    """One referral: what its reporter answers, and what the demonstration's officers do with it."""

    report: Report
    situation: str
    officers: Sequence[str]

    @classmethod
    def read(cls, row: dict[str, Any], folder: Path) -> Self:
        """Return the referral of a row; its files are made in `folder`."""
        files = [_make(folder / name) for name in row.get("files", [])]
        answers = {"path": row["path"], **row["answers"]}
        marks = row.get("marks", {})
        report = Report(row["language"], answers, files, moves=marks.get("moves", ()), date=marks.get("date", {}))
        return cls(report, row.get("situation", ""), row["officers"])


@dataclass(frozen=True, slots=True)
class Task:
    """What the officers are to do with the referral of an envelope."""

    envelope: str
    situation: str
    officers: Sequence[str]


def send_referrals(address: str, tasks: Path) -> None:
    """Send each through the public face at `address`, as a person would; write what follows into `tasks`."""
    sent = []
    with tempfile.TemporaryDirectory(prefix="affiant-demo-") as folder:
        for invented in _all(Path(folder)):
            with Visit(address) as visit:
                envelope = send(visit, invented.report).envelope
            sent.append(Task(envelope, invented.situation, invented.officers))
    tasks.write_text(json.dumps([asdict(task) for task in sent]))


def write_profile(file: Path) -> None:
    """Write the shipped unit profile with two more situations, which do not exist."""
    file.write_text(SHIPPED.read_text("utf-8") + (INVENTED / "appeals.toml").read_text("utf-8"), "utf-8")


def _all(folder: Path) -> Iterator[Invented]:
    rows = [row for name in FILES for row in tomllib.loads((INVENTED / name).read_text("utf-8"))["referral"]]
    for number, row in enumerate(rows):
        own = folder / str(number)
        own.mkdir()
        yield Invented.read(row, own)


def _make(file: Path) -> Path:
    """Write a file that is the same, byte for byte, wherever it has the same name, and nowhere else."""
    name = file.name.encode()
    plain = b"An invented text file: %s.\n" % name
    makers = {".png": lambda: _picture(zlib.crc32(name) % 7, name), ".docx": lambda: _document(file.stem)}
    file.write_bytes(makers.get(file.suffix, lambda: plain)())
    return file


def _document(name: str) -> bytes:
    """Return a Word document that says its name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as members:
        for path, content in DOCUMENT.items():
            members.writestr(zipfile.ZipInfo(path), content.replace("NAME", escape(name)))  # of one day, always
    return written.getvalue()


def _picture(shade: int, name: bytes, width: int = 480, height: int = 320) -> bytes:
    """Return a PNG of plain bands that says its name: a picture of nothing."""
    rows = b"".join(
        b"\x00" + bytes((90 + shade * 20, 110 + row // 4 % 80, 140 + row // 2 % 60)) * width for row in range(height)
    )
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"iTXt", b"Title\0\0\0\0\0" + name), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
