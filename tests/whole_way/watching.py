"""What a rehearsal sends, and a watch over the intake's folder while it runs."""

import base64
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ACCOUNT = "Це вигадана розповідь. Ми чули літаки над Прикладним полем, а потім настала тиша."
NAMES = ("двір школи.jpg", "odd 'name' \u202egpj.mp4", "архів\n2.zip")
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////"
    "////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z"
)
MARK = b"these very words stand in a file of the reporter "


@dataclass
class Rehearsal:
    """What the rehearsal left, and what the intake's folder showed while it ran."""

    out: Path
    home: Path
    printed: str
    returncode: int
    files: tuple[Path, ...]
    seen: set[str] = field(default_factory=set)
    looks: int = 0


def needles(text: bytes) -> Iterator[bytes]:
    """Yield the ways in which some bytes could lie in a file: plain, in hex, in base64 at each of three offsets."""
    yield text
    yield text.hex().encode()
    yield text.hex().upper().encode()
    for shift in range(3):
        cut = 4 if shift else 0  # the first and last groups depend on the neighbours
        yield base64.b64encode(b"\0" * shift + text)[cut:-4]
        yield base64.urlsafe_b64encode(b"\0" * shift + text)[cut:-4]


def look(folder: Path, sought: dict[str, list[bytes]]) -> set[str]:
    """Return the names of what is found in any file below the folder, or in a file's name."""
    found = set()
    for file in [folder, *folder.rglob("*")]:
        try:
            content = file.read_bytes() if file.is_file() else b""
        except OSError:
            continue  # it went while we looked
        content += b"\n" + str(file).encode()
        found |= {name for name, forms in sought.items() if any(form in content for form in forms)}
    return found


def watch(process: subprocess.Popen[str], result: Rehearsal) -> None:
    """Look through the intake's folder, again and again, until the rehearsal ends and once more after it."""
    sought = {
        "a word of the account": list(needles("Прикладним полем".encode())),
        "the account's middle": list(needles("потім настала тиша".encode())),
        "a file's name": list(needles("двір школи".encode())),
        "a file's content": list(needles(MARK.strip())),
        "another file's content": list(needles(JPEG[-60:])),
    }
    while True:
        ended = process.poll() is not None
        for folder in (result.home / "intake", result.home / "logs"):
            result.seen |= look(folder, sought)
        result.looks += 1
        if ended:
            return
