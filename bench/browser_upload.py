"""A file through our page in Chromium, hashed, compared and sealed, beside one plain PUT of the same file from it."""

import base64
import hashlib
import http.client
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, Final

from bench import public_face
from bench.public_face import Face

MIB: Final = 1024**2
FILE: Final = int(os.environ.get("BENCH_BROWSER_MIB", "1024")) * MIB
BLOCK: Final = 16 * MIB
ROUNDS: Final = 3
MOST: Final = 1.5
CHROMIUM: Final = "/usr/bin/chromium"
QUIET: Final = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")
PATIENCE: Final = 1_800_000  # milliseconds
PAGE: Final = b"<!doctype html><title>One PUT</title><input type=file>"
PUT: Final = """async () => {
    const done = await fetch("/file", {method: "PUT", body: document.querySelector("input").files[0]});
    if (!done.ok) throw new Error(done.status);
}"""

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the figure; uploads and PUTs take turns, since a disk's speed changes by the minute."""
    ours: list[float] = []
    plain: list[float] = []
    by_tus: list[float] = []
    by_put: list[float] = []
    with public_face.home() as home, public_face.serving(home, assets=True) as face, receiver(home / "raw") as port:
        file = file_of(home / "recording.mp4")
        for _ in range(ROUNDS):
            by_put.append(_put(port, file))
            by_tus.append(_tus(face, file))
        with browser() as chromium:
            upload, put = our_page(chromium, face, file), plain_page(chromium, port, file)
            upload()  # so that everything is loaded
            for _ in range(ROUNDS):
                plain.append(put())
                ours.append(upload())
    return [
        row(f"{FILE // MIB} MiB by tus, each piece with its checksum", FILE, by_tus, by_put),
        row(f"{FILE // MIB} MiB from Chromium, hashed and compared", FILE, ours, plain),
    ]


def row(what: str, size: int, ours: list[float], plain: list[float]) -> Row:
    """Say the figure, round by round beside the PUT of the same round."""
    ratio = statistics.median(mine / beside for mine, beside in zip(ours, plain, strict=True))
    return {
        "figure": f"upload of {what}; limit: one plain PUT of it",
        "measured": size / 1e6 / statistics.median(ours),
        "limit": size / 1e6 / statistics.median(plain),
        "ratio": ratio,
        "target": f"takes < {MOST} times as long",
        "unit": "MB/s",
        "met": ratio < MOST,
    }


def _put(port: int, file: Path) -> float:
    """Send the file by one plain PUT."""
    line = http.client.HTTPConnection("127.0.0.1", port, blocksize=MIB)
    started = time.perf_counter()
    with file.open("rb") as source:
        line.request("PUT", "/file", source, {"Content-Length": str(FILE)})
    line.getresponse().read()
    line.close()
    return time.perf_counter() - started


def _tus(face: Face, file: Path) -> float:
    """Send the file by tus: each piece is hashed while the one before is on its way, as our page does it."""
    line = http.client.HTTPConnection("127.0.0.1", face.port, blocksize=MIB)
    started, whole = time.perf_counter(), hashlib.sha256()
    place = _ask(line, face, "POST", "/files/", {"Upload-Length": str(FILE)}, b"").headers["Location"]
    with file.open("rb") as source, ThreadPoolExecutor(1) as ahead:
        following = ahead.submit(_hashed, source, whole)
        for offset in range(0, FILE, BLOCK):
            piece, checksum = following.result()
            following = ahead.submit(_hashed, source, whole)
            _ask(line, face, "PATCH", place, {"Upload-Checksum": checksum, "Upload-Offset": str(offset)}, piece)
    stated = f"sha-256=:{base64.b64encode(whole.digest()).decode()}:"
    _ask(line, face, "PATCH", place, {"Repr-Digest": stated, "Upload-Offset": str(FILE)}, b"")
    seconds = time.perf_counter() - started
    _ask(line, face, "DELETE", place, {}, b"")
    line.close()
    return seconds


def _hashed(source: IO[bytes], whole: "hashlib._Hash") -> tuple[bytes, str]:
    """Read the next piece, let the whole grow by it, and return it with its checksum."""
    piece = source.read(BLOCK)
    whole.update(piece)
    return piece, f"sha256 {base64.b64encode(hashlib.sha256(piece).digest()).decode()}"


def _ask(
    line: http.client.HTTPConnection, face: Face, method: str, place: str, said: dict[str, str], body: bytes
) -> http.client.HTTPResponse:
    headers = {
        "Cookie": face.cookie,
        "Tus-Resumable": "1.0.0",
        "Content-Type": "application/offset+octet-stream",
        **said,
    }
    if method != "PATCH":
        del headers["Content-Type"]
    line.request(method, place, body, headers)
    answer = line.getresponse()
    answer.read()
    if answer.status not in (201, 204):
        raise RuntimeError(answer.status)
    return answer


class _Receiver(BaseHTTPRequestHandler):
    """The least that a server can do with a file: write it and sync it."""

    protocol_version = "HTTP/1.1"
    place: Path

    def do_GET(self) -> None:
        """Give a page with a file field."""
        self._answer(PAGE)

    def do_PUT(self) -> None:
        """Write the body to the disk."""
        left, piece = int(self.headers["Content-Length"]), memoryview(bytearray(MIB))
        with self.place.open("wb", buffering=0) as file:
            while left:
                came = self.rfile.readinto(piece[: min(left, MIB)])  # type: ignore[attr-defined]  # it is buffered
                file.write(piece[:came])
                left -= came
            os.fdatasync(file.fileno())
        self.place.unlink()
        self._answer(b"")

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def receiver(place: Path) -> Iterator[int]:
    """Give the port of the server that takes one plain PUT, with a page to send it from."""
    handler = type("Receiver", (_Receiver,), {"place": place})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@contextmanager
def browser() -> Iterator[Any]:
    """Give a whole Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def our_page(browser: Any, face: Face, file: Path) -> Callable[[], float]:  # noqa: ANN401 - a development package
    """Return what sends the file by our page and says how long it took."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    name, value = face.cookie.split("=", 1)
    address = f"http://127.0.0.1:{face.port}"
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()

    def upload() -> float:
        page.goto(f"{address}/en/form/files")
        started = time.perf_counter()
        page.set_input_files("#id_file", str(file))
        page.locator(".files__remove").wait_for()
        seconds = time.perf_counter() - started
        page.locator(".files__remove").click()
        page.locator(".files__file").wait_for(state="detached")
        return seconds

    return upload


def plain_page(browser: Any, port: int, file: Path) -> Callable[[], float]:  # noqa: ANN401 - a development package
    """Return what sends the file by one plain PUT and says how long it took."""
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)

    def put() -> float:
        page.goto(f"http://127.0.0.1:{port}/")
        started = time.perf_counter()
        page.set_input_files("input", str(file))
        page.evaluate(PUT)
        return time.perf_counter() - started

    return put


def file_of(place: Path, size: int = FILE) -> Path:
    """Write a file of noise."""
    block = os.urandom(BLOCK)
    with place.open("wb") as file:
        for _ in range(size // BLOCK):
            file.write(block)
        os.fdatasync(file.fileno())
    return place
