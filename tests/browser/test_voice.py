"""Telling it by voice in a real browser, with a microphone that hums: what is said arrives while it is said."""

import subprocess
from collections.abc import Iterator
from typing import Any

import puremagic
import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.conftest import CHROMIUM, PHONE, QUIET

pytestmark = pytest.mark.browser
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def hearing() -> Iterator[Browser]:
    """A browser with a microphone, whose owner allows its use."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *MICROPHONE])
        yield opened
        opened.close()


@pytest.fixture
def at_voice(hearing, system) -> Iterator[Any]:
    """Somebody who has come to the page for telling by voice."""
    context = hearing.new_context(viewport=PHONE, permissions=["microphone"])
    page = context.new_page()
    begin(page, system.intake_url)
    yield page
    context.close()


def begin(page, address: str) -> None:
    page.goto(f"{address}/en/form/start")
    page.locator("#answers .govuk-button").first.click()
    page.goto(f"{address}/en/form/voice")


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def say(page, words: str) -> None:
    page.locator("#voice-news").get_by_text(words).wait_for(timeout=30_000)


def uploads(page) -> list[dict[str, Any]]:
    return page.evaluate("async () => (await (await fetch('/files/')).json()).uploads")


def recorded(page) -> bytes:
    """The recording as the page plays it."""
    address = page.locator("#voice-audio").get_attribute("src")
    return bytes(page.evaluate("async (at) => [...new Uint8Array(await (await fetch(at)).arrayBuffer())]", address))


def test_a_recording_arrives_whole_and_can_be_listened_to(at_voice, tmp_path):
    press(at_voice, "Begin to record")
    say(at_voice, "Recording. You can speak now.")
    at_voice.wait_for_timeout(3000)
    press(at_voice, "I have finished")
    say(at_voice, "The recording has arrived.")

    (upload,) = uploads(at_voice)
    assert upload["name"] == "spoken-account-1.webm"
    assert upload["finished"]
    assert at_voice.locator("#voice-audio").evaluate("(audio) => audio.paused")
