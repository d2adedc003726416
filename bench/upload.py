"""A 2 GiB file through HTTP into sealed and synced parts, beside a raw write of the same bytes."""

import os
import socket
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from bench import public_face
from bench.public_face import Face

MIB: Final = 1024**2
FILE: Final = int(os.environ.get("BENCH_UPLOAD_MIB", "2048")) * MIB
OUR_PAGE: Final = 16 * MIB  # what our own page's script sends at once
ROUNDS: Final = 3
RATIO: Final = 0.4
MEMORY: Final = 30  # MB

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the figures; raw writes and uploads take turns, since a disk's speed changes by the minute."""
    block = os.urandom(OUR_PAGE)
    raw_before_pieces, raw_before_whole, pieces, whole = [], [], [], []
    with public_face.home() as home, public_face.serving(home) as face:
        _upload(face, block, MIB, MIB)  # so that everything is loaded
        before = _memory(face)
        for _ in range(ROUNDS):
            raw_before_pieces.append(_speed(lambda: _write(home / "raw", block)))
            pieces.append(_speed(lambda: _upload(face, block, FILE, OUR_PAGE)))
            raw_before_whole.append(_speed(lambda: _write(home / "raw", block)))
            whole.append(_speed(lambda: _upload(face, block, FILE, FILE)))
        growth = _peak(face) - before
    return [
        _row("upload of 2 GiB, PATCHes of 16 MiB, sealed and synced", pieces, raw_before_pieces),
        _row("upload of 2 GiB, one PATCH, sealed and synced", whole, raw_before_whole),
        {
            "figure": "memory that the server grows by for 2 GiB",
            "measured": growth / 1e6,
            "limit": None,
            "ratio": None,
            "target": f"< {MEMORY}",
            "unit": "MB",
            "met": growth < MEMORY * 1e6,
        },
    ]


def _row(figure: str, speeds: list[float], raw: list[float]) -> Row:
    measured, limit = statistics.median(speeds), statistics.median(raw)
    ratio = statistics.median(speed / beside for speed, beside in zip(speeds, raw, strict=True))
    return {
        "figure": figure,
        "measured": measured,
        "limit": limit,
        "ratio": ratio,
        "target": f"ratio >= {RATIO}",
        "unit": "MB/s",
        "met": ratio >= RATIO,
    }


def _speed(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return FILE / 1e6 / (time.perf_counter() - started)


def _write(path: Path, block: bytes) -> None:
    with path.open("wb", buffering=0) as file:
        for _ in range(FILE // MIB):
            file.write(memoryview(block)[:MIB])
        os.fdatasync(file.fileno())
    path.unlink()


def _upload(face: Face, block: bytes, length: int, patch: int) -> None:
    """Send a file as tus clients do, over one connection, and remove it again."""
    with socket.create_connection(("127.0.0.1", face.port)) as line:
        place = _ask(line, _head(face, "POST", "/files/", {"Upload-Length": length}), "Location")
        for offset in range(0, length, patch):
            size = min(patch, length - offset)
            headers = {"Upload-Offset": offset, "Content-Type": "application/offset+octet-stream"}
            body = (memoryview(block)[: min(len(block), size - start)] for start in range(0, size, len(block)))
            _ask(line, _head(face, "PATCH", place, headers, size), "Upload-Offset", body)
        _ask(line, _head(face, "DELETE", place, {}), "Tus-Resumable")


def _head(face: Face, method: str, place: str, headers: dict[str, Any], length: int = 0) -> bytes:
    said = {"Host": "127.0.0.1", "Cookie": face.cookie, "Tus-Resumable": "1.0.0", "Content-Length": length, **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"{method} {place} HTTP/1.1\r\n{lines}\r\n".encode()


def _ask(line: socket.socket, head: bytes, wanted: str, body: Iterable[memoryview] = ()) -> str:
    """Send a request and return the header that is wanted of its answer."""
    line.sendall(head)
    for piece in body:
        line.sendall(piece)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += line.recv(65536)
    status, *rows = answer.decode().split("\r\n\r\n")[0].split("\r\n")
    if not status.startswith("HTTP/1.1 20"):
        raise RuntimeError(status)
    return next(row.split(": ", 1)[1] for row in rows if row.lower().startswith(wanted.lower()))


def _memory(face: Face) -> int:
    for pid in face.workers:
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # begins the peak anew
    return _sum(face, "VmRSS")


def _peak(face: Face) -> int:
    return _sum(face, "VmHWM")


def _sum(face: Face, name: str) -> int:
    lines = [line for pid in face.workers for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))
