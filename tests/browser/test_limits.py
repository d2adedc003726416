"""At the limit, in a real browser under the page's own policy: the sum is done, or the wait is waited."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.navigators.barriers import violations

from affiant.operate import processes

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def face(new_home: Callable[[], Path]) -> Iterator[str]:
    """A public face on which one report in ten minutes is the limit, and that report is begun."""
    more = {"AFFIANT_LIMIT_DRAFTS": "1", "AFFIANT_LIMIT_SENDS": "1", "AFFIANT_LIMIT_CODES": "0"}
    started = processes.System(new_home(), processes.free_port(), processes.free_port(), more)
    try:
        started.serve("intake", workers=1)
        started.await_face("intake")
        yield started.intake_address
    finally:
        started.stop()


def begin(page: Any, face: str) -> Any:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{face}/en/form/start")
    page.get_by_label("I saw or heard it myself").check()
    page.get_by_role("button", name="Continue").click()
    return complaints


def test_a_device_that_does_the_sum_goes_on_at_once_and_nothing_breaks_the_policy(face, visit):
    begin(visit(), face)
    page = visit()

    complaints = begin(page, face)

    expect(page.get_by_role("heading", name="One moment, please")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile("You can go on now"), timeout=9_000)
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{face}/en/form/age")
    assert [text for text in complaints if "429" not in text] == []


def test_another_language_carries_on_with_what_was_typed(face, visit):
    begin(visit(java_script_enabled=False), face)
    page = visit(java_script_enabled=False)
    begin(page, face)

    page.locator(".languages summary").click()
    page.get_by_role("button", name="Українська").click()

    expect(page.get_by_role("heading", name="Зачекайте, будь ласка, хвилинку")).to_be_visible()
    assert page.locator('input[name="path"]').get_attribute("value") == "witnessed"


@pytest.mark.slow
def test_without_scripts_who_waits_goes_on(face, visit):
    begin(visit(java_script_enabled=False), face)
    page = visit(java_script_enabled=False)
    begin(page, face)
    told = page.get_by_role("status").inner_text()

    seconds = int(re.search(r"\d+", told).group())
    page.wait_for_timeout(seconds * 1000 + 500)
    page.get_by_role("button", name="Continue").click()

    expect(page).to_have_url(f"{face}/en/form/age")


def test_the_page_has_no_barrier(face, visit):
    begin(visit(), face)
    page = visit()
    begin(page, face)

    assert violations(page) == []
