"""Whole journeys a second at eight clients, none lost; and what a first visit has to load."""

import gzip
import http.client
import multiprocessing
import re
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from bench import public_face

CLIENTS: Final = 8
JOURNEYS: Final = 15  # of each client
TARGET: Final = 8
MOST_BYTES: Final = 40_000
ACCOUNT: Final = "An invented account of what somebody saw from a cellar. " * 20
# Every page from the first to the receipt, and what is posted there.
WAY: Final[tuple[tuple[str, dict[str, str] | None], ...]] = (
    ("/en/", None),
    ("/en/form/start", {"path": "witnessed"}),
    ("/en/form/age", {"age": "adult"}),
    ("/en/form/account", {"account": ACCOUNT}),
    ("/en/code", None),
    ("/en/form/place", {"place_where": "by the river", "place_when": "in spring"}),
    ("/en/form/witnessed", {"how_seen": "from a window"}),
    ("/en/form/files", {}),
    ("/en/form/earlier", {"earlier": "no"}),
    ("/en/form/safety", {"danger": "no"}),
    ("/en/form/needs", {}),
    ("/en/form/wishes", {"wish_contact": "yes", "wish_sharing": "ask_first"}),
    ("/en/form/reach", {}),
    ("/en/form/check", {}),
    ("/en/sent", None),
    ("/en/receipt", None),
)
TOKEN: Final = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
ASKED: Final = re.compile(rb'name="as" value="(\w*)"')
ASSET: Final = re.compile(rb'(?:href|src)="(/static/[^"]+)"')

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the rate of whole journeys, how many were lost, and the bytes of a first visit."""
    with public_face.home() as home:
        collect_assets()
        with public_face.serving(home) as face:
            first_visit = _bytes_of_a_first_visit(face.port)
            _journeys(face.port, 1)  # every template and catalogue is read
            before = _envelopes(home)
            started = time.perf_counter()
            _at_once(face.port)
            rate = CLIENTS * JOURNEYS / (time.perf_counter() - started)
            lost = CLIENTS * JOURNEYS - (_envelopes(home) - before)
    return [
        _row("whole journeys over HTTP at 8 clients", rate, f">= {TARGET}", "a second", met=rate >= TARGET),
        _row("journeys lost", lost, "0", f"of {CLIENTS * JOURNEYS}", met=lost == 0),
        _row(
            "first visit: landing page, first question and their assets, compressed",
            first_visit,
            f"< {MOST_BYTES}",
            "bytes",
            met=first_visit < MOST_BYTES,
        ),
    ]


def _row(figure: str, measured: float, target: str, unit: str, *, met: bool) -> Row:
    return {"figure": figure, "measured": measured, "target": target, "unit": unit, "met": met}


def collect_assets() -> None:
    """Put the styles and scripts where the server finds them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _envelopes(home: Path) -> int:
    inbox = home / "spool" / "inbox"
    return sum(1 for _ in inbox.glob("*/envelope.json")) if inbox.exists() else 0


def _at_once(port: int) -> None:
    clients = [multiprocessing.Process(target=_journeys, args=(port, JOURNEYS)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()


def _journeys(port: int, number: int) -> None:
    for _ in range(number):
        Browser(port).go()


class Browser:
    """As little of a browser as a journey needs: cookies and form tokens."""

    def __init__(self, port: int, cookie: str = "") -> None:
        """Open a connection that stays for the whole journey; `cookie` is that of a visit that has begun."""
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = dict([cookie.split("=", 1)] if cookie else [])

    def go(self) -> None:
        """Go the whole way, from the landing page to the receipt."""
        for path, answers in WAY:
            page = self.ask("GET", path)
            if answers is not None:
                self.ask("POST", path, urlencode(filled(page, answers)))
        self._line.close()

    def ask(self, method: str, path: str, body: str | None = None) -> bytes:
        """Ask once and return the answer's body as it came over the line.

        Raises:
            RuntimeError: the answer was neither a page nor a way on.
        """
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        return self._send(method, path, body, form)[0]

    def send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPMessage:
        """Ask once and return the answer's headers; raises as `ask`."""
        return self._send(method, path, body, headers)[1]

    def _send(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[bytes, http.client.HTTPMessage]:
        own = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        self._line.request(method, path, body, headers | own)
        answer = self._line.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status not in {200, 201, 204, 302}:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return content, answer.headers


def filled(page: bytes, answers: dict[str, str]) -> dict[str, str]:
    """Return what the form of a page sends when these answers are given."""
    token, way = TOKEN.search(page), ASKED.search(page)
    hidden = {"csrfmiddlewaretoken": token, "as": way}
    return {name: found.group(1).decode() for name, found in hidden.items() if found} | answers


def _bytes_of_a_first_visit(port: int) -> int:
    pages = [_compressed(port, path) for path in ("/en/", "/en/form/start")]
    assets = {asset.decode() for page in pages for asset in ASSET.findall(gzip.decompress(page))}
    return sum(map(len, pages)) + sum(len(_compressed(port, asset)) for asset in sorted(assets))


def _compressed(port: int, path: str) -> bytes:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path, headers={"Accept-Encoding": "gzip"})
    content = line.getresponse().read()
    line.close()
    return content
