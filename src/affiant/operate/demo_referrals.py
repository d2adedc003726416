"""Sends the demonstration's invented referrals through the public face, and notes what its officers are to do."""

import json
import struct
import tempfile
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from affiant.intake.guidance.profile import SHIPPED
from affiant.operate.rehearse.reporter import Report, send
from affiant.operate.visit import Visit

INVENTED: Final = Path(__file__).with_name("invented")
FILES: Final = ("english.toml", "ukrainian.toml", "others.toml")


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
    file.write_bytes(_picture(zlib.crc32(name) % 7, name) if file.suffix == ".png" else plain)
    return file


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
