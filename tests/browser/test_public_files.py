"""Adding files in a real browser: progress, pause, resume after a reload, strange names, no traces."""

import base64
import hashlib
import os
import re

import pytest
from tests.navigators.barriers import is_within_its_width, violations
from tests.navigators.public_pages import Walk

pytestmark = pytest.mark.browser
MIB = 1024 * 1024
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def at_files(system, visit):
    """Somebody on the page of files."""
    return to_the_files(Walk(visit(viewport=PHONE), system.intake_url))


def to_the_files(walk: Walk) -> Walk:
    walk.open("form/start")
    walk.page.locator("input[name=path]").first.check()
    walk.onward()
    walk.open("form/files")
    return walk


def choose(walk: Walk, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    walk.page.set_input_files("#id_file", [file])


def arrived(walk: Walk, number: int = 1) -> None:
    walk.page.locator(".files__remove").nth(number - 1).wait_for()


def big_file(folder, content: bytes):
    made = folder / "big.bin"
    made.write_bytes(content)
    return made


def refuse_after(page, stored: int) -> list[int]:
    """Let the connection be gone for everything after the first `stored` bytes; gives the offsets that were sent."""
    offsets = []

    def pass_or_break(route):
        offset = route.request.headers.get("upload-offset")
        if route.request.method == "PATCH" and int(offset) >= stored:
            route.abort()
        else:
            route.continue_()

    page.route("**/files/*", pass_or_break)
    page.on("request", lambda sent: offsets.append(int(sent.headers["upload-offset"])) if is_piece(sent) else None)
    return offsets


def is_piece(request) -> bool:
    return request.method == "PATCH" and "repr-digest" not in request.headers


def test_an_upload_goes_on_after_a_reload_from_where_it_stood(at_files, tmp_path):
    page = at_files.page
    big = big_file(tmp_path, os.urandom(20 * MIB))
    offsets = refuse_after(page, 8 * MIB)
    page.set_input_files("#id_file", str(big))
    page.get_by_text("We try again by ourselves.").wait_for()
    before = max(offsets)
    page.reload()
    assert "Choose the same file again to go on." in page.locator("[data-unfinished] .files__state").inner_text()
    page.unroute("**/files/*")
    offsets.clear()

    page.set_input_files("#id_file", str(big))
    arrived(at_files)

    assert offsets[0] == before
    assert offsets == sorted(set(offsets))
    assert page.locator(".files__file").count() == 1
    assert "Complete" in page.locator(".files__state").inner_text()


@pytest.mark.parametrize("changed_at", [0, 5 * MIB])
def test_another_file_of_the_same_name_and_length_is_no_continuation(at_files, tmp_path, changed_at):
    page = at_files.page
    content = os.urandom(20 * MIB)
    offsets = refuse_after(page, 8 * MIB)
    page.set_input_files("#id_file", str(big_file(tmp_path, content)))
    page.get_by_text("We try again by ourselves.").wait_for()
    page.reload()
    page.unroute("**/files/*")
    offsets.clear()

    other = content[:changed_at] + b"other" + content[changed_at + 5 :]
    page.set_input_files("#id_file", str(big_file(tmp_path, other)))
    page.get_by_text("· Complete").wait_for()

    assert offsets[0] == 0
    assert page.locator(".files__file").count() == 2
    assert page.locator("[data-unfinished]").count() == 1


def test_a_piece_that_is_spoiled_on_the_way_is_sent_again(at_files):
    spoiled = []

    def spoil_once(route):
        if is_piece(route.request) and not spoiled:
            spoiled.append(route.request.headers["upload-offset"])
            route.continue_(post_data=b"something else")
        else:
            route.continue_()

    at_files.page.route("**/files/*", spoil_once)

    choose(at_files, "photo.jpg", b"what was read.")
    arrived(at_files)

    assert spoiled == ["0"]
    assert "Complete" in at_files.page.locator(".files__state").inner_text()


def test_a_file_that_never_arrives_as_it_left_is_named(at_files):
    def spoil(route):
        route.continue_(post_data=b"something else") if is_piece(route.request) else route.continue_()

    at_files.page.route("**/files/*", spoil)

    choose(at_files, "photo.jpg", b"what was read.")

    at_files.page.locator(".files__file--refused").wait_for()
    assert "photo.jpg did not arrive as it left your device." in at_files.page.locator("#files-news").inner_text()


def test_a_whole_that_differs_is_named_and_taken_away(at_files):
    def lie(route):
        if "repr-digest" in route.request.headers:
            route.continue_(headers={**route.request.headers, "repr-digest": f"sha-256=:{'A' * 43}=:"})
        else:
            route.continue_()

    at_files.page.route("**/files/*", lie)

    choose(at_files, "photo.jpg", b"content of a photo")

    at_files.page.locator(".files__file--refused").wait_for()
    assert "did not arrive as it left" in at_files.page.locator(".files__state").inner_text()
    at_files.page.reload()
    assert at_files.page.locator(".files__file").count() == 0


def test_a_connection_that_is_back_is_used_at_once(at_files):
    page = at_files.page
    page.context.set_offline(True)
    choose(at_files, "photo.jpg", b"content")
    page.get_by_text("We try again by ourselves.").wait_for()

    page.context.set_offline(False)

    arrived(at_files)


def test_a_phone_that_wakes_up_gives_up_what_hangs_and_goes_on(at_files):
    page, hanging = at_files.page, []

    def hang_once(route):
        if is_piece(route.request) and not hanging:
            hanging.append(route)  # no answer ever comes
        else:
            route.continue_()

    page.route("**/files/*", hang_once)
    choose(at_files, "photo.jpg", b"content")
    page.wait_for_timeout(6000)  # longer than a request may be silent when somebody looks again

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    arrived(at_files)
    assert len(hanging) == 1


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


def test_an_answer_that_was_lost_leaves_no_second_file(at_files):
    lost = []

    def lose_the_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    at_files.page.route("**/files/", lose_the_answer)

    choose(at_files, "photo.jpg", b"content")
    arrived(at_files)

    assert lost == [201]
    at_files.page.reload()
    assert at_files.page.locator(".files__file").count() == 1


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
