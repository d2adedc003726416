"""A real running system and a real browser for the journeys."""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from tests.browser.worked import OFFICERS, Desk, lay_out
from tests.factories import migrated
from tests.navigators.files_page import to_the_files
from tests.navigators.public_pages import Walk

from affiant.config import ceremony
from affiant.operate import processes, totp

# The shell is the same engine without a browser's windows around it: an eighth of the work. Where it is not installed,
# the whole browser does.
WHOLE_CHROMIUM = "/usr/bin/chromium"
CHROMIUM = shutil.which("chromium-headless-shell") or WHOLE_CHROMIUM
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
expect.set_options(timeout=60_000)  # a machine that does much at once is slow, and that is no fault of a page


@dataclass(frozen=True)
class Officer:
    """One of the demonstration's officers."""

    username: str
    password: str
    totp: str

    def code(self) -> str:
        return totp.code(self.totp, time.time())


@dataclass(frozen=True)
class Running:
    """A system that runs for the whole session of one test process."""

    system: processes.System

    @property
    def intake_url(self) -> str:
        return self.system.intake_address

    @property
    def casework_url(self) -> str:
        return self.system.casework_address

    @property
    def home(self) -> Path:
        return self.system.home

    def officer(self, username: str) -> Officer:
        rows = json.loads((self.home / "demo" / "officers.json").read_text())
        found = next(row for row in rows if row["username"] == username)
        return Officer(found["username"], found["password"], found["totp"])


class Elsewhere(BaseHTTPRequestHandler):
    """The page that has nothing to do with this one: where the exit leads."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Elsewhere</title>")

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what wants the laid out desk come first, and so in one process: it takes long to lay out."""
    items.sort(key=lambda item: "desk" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    """Stand in for the outside: no test reaches beyond this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/elsewhere"
        server.shutdown()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is ready to be copied and started; all processes of a run share one."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "prepared").exists():
            _prepare(shared / "unfinished")
            (shared / "unfinished").rename(shared / "prepared")
    return shared / "prepared"


def _prepare(home: Path) -> None:
    home.mkdir()
    ceremony.make_keys(home)
    migrated.put(home / "casework" / "casework.sqlite3")
    unstarted = processes.System(home, processes.free_port(), processes.free_port())
    unstarted.prepare()
    unstarted.command("casework", "demo_officers")


@pytest.fixture(scope="session")
def new_home(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Give a home of one's own, with databases, assets and officers in it."""
    return lambda: shutil.copytree(prepared, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)


@pytest.fixture(scope="session")
def system(new_home: Callable[[], Path], elsewhere: str) -> Iterator[Running]:
    more = {"AFFIANT_COURIER_SECONDS": "1", "AFFIANT_EXIT_URL": elsewhere}
    started = processes.System(new_home(), processes.free_port(), processes.free_port(), more)
    try:
        started.start()
        yield Running(started)
    finally:
        started.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield opened
    opened.close()


@pytest.fixture
def page_on_a_screen(playwright: Playwright) -> Iterator[Page]:
    """Give a page of the whole browser on a telephone's screen: the shell has no screen that could be kept on."""
    opened = playwright.chromium.launch(executable_path=WHOLE_CHROMIUM, args=QUIET)
    yield opened.new_page(viewport=PHONE)
    opened.close()


@pytest.fixture(scope="session")
def desk(system: Running, browser: Browser) -> Iterator[Desk]:
    """A desk on which much has been done, with a window for each officer."""
    contexts = {username: browser.new_context(viewport=DESKTOP) for username in OFFICERS}
    yield lay_out(system, {username: context.new_page() for username, context in contexts.items()})
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    """Open a page in a context of its own: visit(javaScriptEnabled=False, viewport=PHONE, …)."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def at_files(system, visit):
    """Somebody on the page of files."""
    return to_the_files(Walk(visit(viewport=PHONE), system.intake_url))
