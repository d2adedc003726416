"""A visit that ends, and a site that closes, while somebody is writing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.navigators.barriers import violations

from affiant.operate import processes

pytestmark = pytest.mark.browser
WORDS = "Перший рядок\nдругий <рядок> & кінець"


@pytest.fixture(scope="module")
def home(new_home: Callable[[], Path]) -> Path:
    return new_home()


@pytest.fixture(scope="module")
def face(home: Path) -> Iterator[str]:
    """A public face of its own, which can be closed."""
    started = processes.System(home, processes.free_port(), processes.free_port())
    try:
        started.serve("intake", workers=1)
        started.await_face("intake")
        yield started.intake_address
    finally:
        started.stop()


@pytest.fixture
def closed(home: Path) -> Iterator[Path]:
    """The operator's file; it is gone afterwards."""
    file = home / "intake" / "closed"
    yield file
    file.unlink(missing_ok=True)


def write(page: Any, face: str) -> None:
    page.goto(f"{face}/en/form/start")
    page.get_by_label("I saw or heard it myself").check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{face}/en/form/age")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What would you like to tell us?").fill(WORDS)


def test_who_writes_for_hours_is_told_in_time_and_can_stay(face, visit):
    page = visit()
    page.clock.install()
    write(page, face)
    region = page.locator("[data-visit]")
    expect(region).to_be_empty()

    page.clock.fast_forward("11:41:00")
    expect(region).to_contain_text("This visit ends in a few minutes")
    expect(region).to_be_in_viewport()
    assert violations(page) == []

    page.get_by_role("button", name="Stay longer").click()
    expect(region).to_be_empty()

    page.clock.fast_forward("12:01:00")
    expect(region).to_contain_text("This visit has ended")
    assert page.get_by_label("What would you like to tell us?").input_value() == WORDS


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_was_typed_outlives_a_closed_site(face, visit, closed, scripts):
    page = visit(java_script_enabled=scripts)
    write(page, face)

    closed.touch()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="This site is closed for a short time")).to_be_visible()
    assert page.locator(".typed").inner_text() == WORDS
    page.locator(".languages summary").click()
    page.get_by_role("button", name="Українська").click()
    expect(page.get_by_role("heading", name="Цей сайт ненадовго закрито")).to_be_visible()

    closed.unlink()
    page.wait_for_timeout(1_100)  # a second press within a second is taken for a slip
    page.get_by_role("button", name="Спробувати ще раз").click()
    expect(page).to_have_url(f"{face}/uk/code?then=place")
    page.goto(f"{face}/uk/form/account")
    assert page.locator("textarea").input_value() == WORDS


def test_a_closed_page_has_no_barrier(face, visit, closed):
    page = visit()
    write(page, face)
    closed.touch()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="This site is closed for a short time")).to_be_visible()

    assert violations(page) == []
