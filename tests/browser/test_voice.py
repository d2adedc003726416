"""Telling it by voice in a real browser, with a microphone that hums: what is said arrives while it is said."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import puremagic
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from tests.browser.conftest import CHROMIUM, PHONE, QUIET, Running
from tests.navigators.barriers import is_within_its_width, violations

from affiant.core.sealing.unseal import Identity, unseal

pytestmark = pytest.mark.browser
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
SLICE = 6000  # milliseconds: a little more than the page keeps to itself


@pytest.fixture(scope="module")
def hearing(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a microphone, whose owner allows its use."""
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *MICROPHONE])
    yield opened
    opened.close()


@pytest.fixture
def at_home(hearing) -> Iterator[BrowserContext]:
    """Somebody's telephone."""
    context = hearing.new_context(viewport=PHONE, permissions=["microphone"])
    yield context
    context.close()


@pytest.fixture
def at_voice(at_home, system) -> Page:
    """Somebody who has come to the page for telling by voice."""
    return begun(at_home.new_page(), system.intake_url)


def begun(page: Page, address: str) -> Page:
    page.goto(f"{address}/en/form/start")
    page.locator("#answers .govuk-button").first.click()
    page.goto(f"{address}/en/form/voice")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def says(page: Page, words: str) -> None:
    page.locator("#voice-news").get_by_text(words).wait_for(timeout=30_000)


def record(page: Page, milliseconds: int) -> None:
    press(page, "Begin to record")
    says(page, "Recording. You can speak now.")
    page.wait_for_timeout(milliseconds)


def uploads(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("async () => (await (await fetch('/files/')).json()).uploads")


def opened(system: Running, upload_id: str) -> bytes:
    """What the unit reads of an upload: its sealed parts, opened one after another."""
    key = (system.home / "casework/keys/unit.key").read_text().splitlines()[-1]
    parts = sorted(path for path in system.home.rglob(f"{upload_id}/*") if path.is_file() and path.stat().st_size)
    return b"".join(unseal(part.read_bytes(), Identity.parse(key)) for part in parts)


def sound(path: Any) -> dict[str, Any]:
    """What other people's program says of the file."""
    probe = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_type,codec_name", "-of", "json", str(path)]
    return json.loads(subprocess.run(probe, capture_output=True, check=True).stdout)["streams"]


def test_a_recording_arrives_whole_and_is_sound(at_voice, system, tmp_path):
    record(at_voice, SLICE)
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")

    (upload,) = uploads(at_voice)
    file = tmp_path / "spoken.webm"
    file.write_bytes(opened(system, upload["id"]))
    assert upload["name"] == "spoken-account-1.webm"
    assert upload["finished"]
    assert upload["bytes"] == file.stat().st_size
    assert puremagic.from_file(file) == ".webm"
    if shutil.which("ffprobe"):
        assert sound(file) == [{"codec_name": "opus", "codec_type": "audio"}]


def test_it_can_be_listened_to_and_nothing_plays_by_itself(at_voice):
    record(at_voice, 1500)
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")
    audio = at_voice.locator("#voice-audio")
    assert audio.evaluate("(audio) => audio.paused && !audio.autoplay")

    audio.evaluate("(audio) => audio.play()")

    at_voice.wait_for_timeout(500)
    assert audio.evaluate("(audio) => audio.currentTime > 0 && !audio.error")


def test_what_was_said_before_the_battery_died_is_kept(at_voice, system):
    record(at_voice, SLICE)
    (upload,) = uploads(at_voice)
    assert upload["offset"] > 0

    at_voice.close(run_before_unload=False)
    page = at_voice.context.new_page()
    page.goto(f"{system.intake_url}/en/form/voice")
    page.get_by_text("broke off; what was said before is here").wait_for()
    press(page, "Keep it so")

    page.get_by_text("Recording 1", exact=True).wait_for()
    (kept,) = uploads(page)
    assert kept["finished"]
    assert opened(system, kept["id"]).startswith(b"\x1a\x45\xdf\xa3")


def test_a_pause_records_nothing_and_goes_on(at_voice):
    record(at_voice, 1500)
    press(at_voice, "Pause")
    says(at_voice, "Paused. Nothing is recorded.")
    before = at_voice.locator("#voice-time").inner_text()

    at_voice.wait_for_timeout(2500)

    assert at_voice.locator("#voice-time").inner_text() == before
    press(at_voice, "Go on speaking")
    says(at_voice, "Recording. You can speak now.")
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")


def test_a_deleted_recording_is_gone(at_voice):
    record(at_voice, 1500)
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")

    press(at_voice, "Delete this recording")

    says(at_voice, "The recording is deleted.")
    assert uploads(at_voice) == []


def test_several_recordings_follow_each_other(at_voice):
    record(at_voice, 1000)
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")
    press(at_voice, "Make another recording")
    at_voice.wait_for_timeout(1000)
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")

    assert [upload["name"] for upload in uploads(at_voice)] == ["spoken-account-1.webm", "spoken-account-2.webm"]


def test_a_connection_that_breaks_costs_nothing(at_voice, system):
    held = []

    def lose(route):
        if route.request.method == "PATCH" and len(held) < 2:
            held.append(route.request.url)
            if len(held) == 2:
                route.fetch()  # it arrives, and the answer is lost
            route.abort()
        else:
            route.continue_()

    at_voice.route("**/files/*", lose)
    record(at_voice, SLICE)
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")

    (upload,) = uploads(at_voice)
    assert len(held) == 2
    assert upload["finished"]
    assert len(opened(system, upload["id"])) == upload["bytes"]


def test_somebody_who_goes_on_while_recording_loses_nothing(at_voice):
    record(at_voice, 1000)

    at_voice.locator("#answers").evaluate("(form) => form.requestSubmit()")

    says(at_voice, "The recording has arrived.")
    assert at_voice.url.endswith("/en/form/voice")
    at_voice.wait_for_timeout(1100)  # two presses in a moment are one
    press(at_voice, "Keep it and go on")
    at_voice.wait_for_url("**/en/form/account")


def test_nothing_is_stored_in_the_browser(at_voice):
    record(at_voice, 1000)
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")

    assert at_voice.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert at_voice.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_every_state_of_the_page_is_accessible_and_fits(at_voice):
    assert violations(at_voice) == []
    record(at_voice, 1000)
    assert violations(at_voice) == []
    press(at_voice, "I have finished")
    says(at_voice, "The recording has arrived.")
    assert violations(at_voice) == []
    assert is_within_its_width(at_voice)


@pytest.mark.parametrize(
    ("status", "sentence"), [(403, "This visit has ended."), (413, "We have no room"), (507, "We have no room")]
)
def test_a_recording_that_is_refused_says_why_and_stops(at_voice, status, sentence):
    at_voice.route("**/files/", lambda route: route.fulfill(status=status, body="refused"))

    press(at_voice, "Begin to record")

    says(at_voice, sentence)
    assert at_voice.get_by_role("button", name="Begin to record", exact=True).is_visible()


def test_without_a_microphone_the_page_says_so_kindly(visit, system):
    page = begun(visit(viewport=PHONE), system.intake_url)

    press(page, "Begin to record")

    page.locator("#voice-news").get_by_text("add a recording as a file").wait_for()
    assert uploads(page) == []


def test_a_browser_that_cannot_record_is_shown_another_way(visit, system):
    page = visit(viewport=PHONE)
    page.add_init_script("delete globalThis.MediaRecorder")
    begun(page, system.intake_url)

    assert page.get_by_text("This browser cannot record here.").is_visible()
    assert not page.locator("#voice").is_visible()


def test_without_scripts_the_page_says_how_to_add_a_file(visit, system):
    page = begun(visit(viewport=PHONE, java_script_enabled=False), system.intake_url)

    assert page.get_by_text("This browser cannot record here.").is_visible()
    page.get_by_role("link", name="Add a recording as a file").click()
    page.wait_for_url("**/en/form/files")
