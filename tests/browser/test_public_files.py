"""Adding files in a real browser: progress, pause, strange names, no traces."""

import base64
import hashlib
import os
import re

import pytest
from tests.navigators.barriers import is_within_its_width, violations
from tests.navigators.files_page import MIB, PHONE, arrived, big_file, choose, refuse_after, to_the_files
from tests.navigators.public_pages import Walk

pytestmark = pytest.mark.browser


def test_the_page_says_how_long_it_will_take_and_that_the_screen_stays_on(system, page_on_a_screen, tmp_path):
    page = to_the_files(Walk(page_on_a_screen, system.intake_url)).page
    line = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 20, "downloadThroughput": 10**6, "uploadThroughput": 100_000}
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", slow)

    page.set_input_files("#id_file", str(big_file(tmp_path, bytes(40 * MIB))))

    page.get_by_text(re.compile(r"of 40\.0 MB\. About \d+ minutes left\.")).wait_for()
    assert page.locator("#files-awake").is_visible()
    page.get_by_role("button", name="Pause").click()
    page.locator("#files-awake").wait_for(state="hidden")


def test_a_browser_without_webassembly_says_the_same_digest(system, visit):
    page = visit(viewport=PHONE)
    page.route("**/built/sha256*.js", lambda route: route.abort())
    walk = to_the_files(Walk(page, system.intake_url))
    content = os.urandom(300_001)
    stated = []
    page.on("request", lambda sent: stated.append(sent.headers.get("repr-digest", "")))

    choose(walk, "photo.jpg", content)
    arrived(walk)

    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert f"sha-256=:{digest}:" in stated


def test_without_scripts_the_page_says_what_it_cannot_do(system, visit):
    walk = to_the_files(Walk(visit(viewport=PHONE, java_script_enabled=False), system.intake_url))

    assert "cannot go on where it stopped" in walk.sentences()
    assert "choose the same file again" not in walk.sentences()


def test_an_upload_can_be_paused_and_taken_up_again(at_files, tmp_path):
    page = at_files.page
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(24 * MIB))
    held = []
    page.route("**/files/*", lambda route: held.append(route) if route.request.method == "PATCH" else route.continue_())
    page.set_input_files("#id_file", str(big))

    page.get_by_role("button", name="Pause").click()
    assert "Paused at" in page.locator(".files__state").inner_text()
    page.unroute("**/files/*")
    page.get_by_role("button", name="Go on").click()

    arrived(at_files)
    assert "Complete" in page.locator(".files__state").inner_text()


def test_a_file_that_has_arrived_can_be_removed(at_files):
    choose(at_files, "photo.jpg", b"content")
    arrived(at_files)

    at_files.press(".files__remove")

    assert at_files.page.locator(".files__file").count() == 0


@pytest.mark.parametrize(
    "name", ["я" * 300 + ".jpg", "photo\u202egpj.exe", "a" * 300, "<img src=x onerror=alert(1)>.jpg"]
)
def test_a_strange_name_stays_inside_the_page(at_files, name):
    choose(at_files, name, b"content")
    arrived(at_files)

    assert at_files.page.locator(".files__name").text_content() == name
    assert is_within_its_width(at_files.page)
    at_files.page.reload()
    assert at_files.page.locator(".files__name").text_content() == name
    assert is_within_its_width(at_files.page)
    assert violations(at_files.page) == []


def test_an_empty_file_is_called_empty(at_files):
    choose(at_files, "empty.txt", b"")

    at_files.page.get_by_text("This file is empty: there is nothing in it.").wait_for()


def test_nothing_is_stored_in_the_browser(at_files):
    choose(at_files, "name-of-a-file.jpg", b"content")
    arrived(at_files)

    kept = at_files.page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie,"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert kept == [0, 0, "", 0, 0]
    assert {cookie["expires"] for cookie in at_files.page.context.cookies()} == {-1}


def test_going_on_waits_for_files_that_are_on_their_way(at_files, tmp_path):
    page = at_files.page
    held = []
    page.route("**/files/*", lambda route: held.append(route) if route.request.method == "PATCH" else route.continue_())
    choose(at_files, "slow.bin", b"content")
    page.get_by_role("button", name="Pause").wait_for()

    page.locator("#answers .govuk-button").first.click()

    assert "Files are still on their way." in page.locator("#files-news").inner_text()
    assert at_files.path == "form/files"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (413, "The file is too large"),
        (507, "We have no room for this file"),
        (403, "This visit has ended."),
        (400, "This file could not be added."),
    ],
)
def test_a_refused_file_says_why(at_files, status, sentence):
    at_files.page.route("**/files/", lambda route: route.fulfill(status=status, body="refused"))

    choose(at_files, "photo.jpg", b"content")

    at_files.page.locator(".files__file--refused").wait_for()
    assert sentence in at_files.page.locator(".files__state").inner_text()


def test_a_file_that_is_gone_from_the_device_is_not_waited_for(at_files, tmp_path):
    big = big_file(tmp_path, os.urandom(12 * MIB))
    refuse_after(at_files.page, 0)
    at_files.page.set_input_files("#id_file", str(big))
    at_files.page.get_by_text("We try again by ourselves.").wait_for()

    big.unlink()

    at_files.page.locator(".files__file--refused").wait_for()
