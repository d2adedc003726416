"""Adding files in a real browser: progress, pause, resume after a reload, strange names, no traces."""

import pytest
from tests.navigators.public_pages import Walk, is_within_its_width, violations

pytestmark = pytest.mark.browser
MIB = 1024 * 1024
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def at_files(system, visit):
    """Somebody on the page of files."""
    walk = Walk(visit(viewport=PHONE), system.intake_url)
    walk.to_the_files()
    return walk


def choose(walk: Walk, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    walk.page.set_input_files("#id_file", [file])


def arrived(walk: Walk, number: int = 1) -> None:
    walk.page.locator(".files__remove").nth(number - 1).wait_for()


def test_an_upload_goes_on_after_a_reload_from_where_it_stood(at_files, tmp_path):
    page = at_files.page
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(20 * MIB))
    offsets = []

    def first_part_only(route):
        offset = route.request.headers.get("upload-offset", "0")
        if route.request.method == "PATCH" and offset != "0":
            route.abort()
        else:
            route.continue_()

    def note(request):
        if request.method == "PATCH":
            offsets.append(request.headers["upload-offset"])

    page.route("**/files/*", first_part_only)
    page.set_input_files("#id_file", str(big))
    page.get_by_text("We try again by ourselves.").wait_for()
    page.reload()
    assert "8.0" in page.locator("[data-unfinished] .files__state").inner_text()
    page.unroute("**/files/*")
    page.on("request", note)

    page.set_input_files("#id_file", str(big))
    arrived(at_files)

    assert offsets == [str(8 * MIB), str(16 * MIB)]
    assert page.locator(".files__file").count() == 1
    assert "Complete" in page.locator(".files__state").inner_text()


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

    kept = at_files.page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]
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
