"""A large file survives a killed server, a cut line and a page that is loaded again, and is the same on both sides.

`FAULTS_MIB=5120` gives the file of 5 GiB; without it, one that every run of the tests can afford.
"""

import hashlib
import os
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from tests.factories import migrated
from tests.faults.line import Line

from affiant.config import ceremony
from affiant.operate.processes import System, free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MIB = 1024 * 1024
SIZE = int(os.environ.get("FAULTS_MIB", "256")) * MIB
BLOCK = 16 * MIB
PATIENCE = 1_800_000  # milliseconds: no test is a stopwatch
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture
def system(tmp_path):
    ceremony.make_keys(tmp_path)
    migrated.put(tmp_path / "casework" / "casework.sqlite3")
    started = System(tmp_path, free_port(), free_port())
    started.prepare()
    started.serve("intake")
    started.await_face("intake")
    yield started
    started.stop()
    shutil.rmtree(tmp_path, ignore_errors=True)  # gigabytes


@pytest.fixture
def line(system):
    between = Line(system.intake_port)
    yield between
    between.close()


@pytest.fixture
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport={"width": 360, "height": 740})
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
        browser.close()


@pytest.fixture
def source(tmp_path):
    """A file in which no two blocks are the same, and its SHA-256."""
    made, digest, noise = tmp_path / "recording.mp4", hashlib.sha256(), os.urandom(BLOCK - 8)
    with made.open("wb") as file:
        for number in range(SIZE // BLOCK):
            block = number.to_bytes(8, "big") + noise
            file.write(block)
            digest.update(block)
    yield made, digest.hexdigest()
    made.unlink(missing_ok=True)


def to_the_files(page: Page, address: str) -> None:
    page.goto(f"{address}/en/form/start")
    page.locator("input[name=path]").first.check()
    with page.expect_navigation():
        page.locator("#answers .govuk-button").first.click()
    page.goto(f"{address}/en/form/files")


def kill(system: System) -> None:
    """Kill the public face as a power cut would: every process of it, at once."""
    server = system.running.pop()
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def send(page: Page, address: str) -> None:
    page.goto(f"{address}/en/form/check")
    with page.expect_navigation():
        page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/sent")


def exhibits(home: Path) -> list[tuple[int, str, str]]:
    """What the officers' side has computed of each file, beside what was stated."""
    with sqlite3.connect(home / "casework" / "casework.sqlite3") as database:
        return database.execute("SELECT bytes, sha256, stated_sha256 FROM evidence_exhibit").fetchall()


def test_a_large_upload_survives_a_kill_a_cut_and_a_reload(system, line, page, source):
    file, digest = source
    to_the_files(page, line.address)
    began = time.monotonic()

    line.hold_after(SIZE // 5)
    page.set_input_files("#id_file", str(file))
    line.wait_until_held()
    kill(system)
    line.go_on()
    page.get_by_text("We try again by ourselves.").wait_for()
    line.hold_after(SIZE // 5)
    system.serve("intake")
    line.wait_until_held()
    line.cut()
    page.get_by_text("We try again by ourselves.").wait_for()
    line.mend()
    line.hold_after(SIZE // 5)
    line.wait_until_held()
    page.route("**/files/*", lambda route: route.abort())  # nothing more gets through while the page is loaded again
    line.go_on()
    page.reload()
    page.unroute("**/files/*")
    assert page.locator("[data-unfinished]").count() == 1
    page.set_input_files("#id_file", str(file))
    page.get_by_text("· Complete").wait_for()
    arrived = time.monotonic()
    send(page, line.address)
    system.command("casework", "courier", "--once")

    assert exhibits(system.home) == [(SIZE, digest, digest)]
    print(f"{SIZE / 1e6:.0f} MB: arrived in {arrived - began:.0f} s, collected in {time.monotonic() - arrived:.0f} s")
