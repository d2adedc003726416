"""How an officer moves through the officers' face with a browser."""

import contextlib
import os
import sqlite3
import time
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from tests.factories.situations import Sending
from tests.navigators.barriers import violations, wider

from affiant.config.casework_keys import Casework
from affiant.config.env import Environment
from affiant.operate import totp

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 60_000  # milliseconds for the courier or the worker to come round


def report_arrives(system, settings, sending: Sending) -> str:
    """Put a sealed report into the running system's inbox, as the public face does; return its envelope's id."""
    settings.AFFIANT = Casework.load(Environment.read({"AFFIANT_HOME": str(system.home)}))
    return sending.deliver()


# What a browser holds after an officer signed in: a code is good once, and a test run is faster than codes come.
SIGNED_IN: dict[tuple[str, str], list] = {}


def sign_in(page: Page, system, username: str) -> Page:
    """Sign in with user name, password and a code; later in the same run, go on with that visit's cookies."""
    visit = (str(system.home), username)
    if visit in SIGNED_IN:
        page.context.add_cookies(SIGNED_IN[visit])
        page.goto(f"{system.casework_url}/")
    else:
        _sign_in_anew(page, system, username)
        SIGNED_IN[visit] = page.context.cookies()
    assert "/account/" not in page.url, page.url
    return page


def _sign_in_anew(page: Page, system, username: str) -> None:
    officer = system.officer(username)
    page.goto(f"{system.casework_url}/account/login/")
    page.get_by_label("User name").fill(officer.username)
    page.get_by_label("Password").fill(officer.password)
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()
    _give_code(page, officer.totp)


def _give_code(page: Page, secret: str) -> None:
    """Give a code that was not used yet: this half minute's, or its neighbours, which a slow clock may show."""
    for seconds in (0, 30, -30):
        page.get_by_label("Code").fill(totp.code(secret, time.time() + seconds))
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        if "/account/" not in page.url:
            return
    raise AssertionError(page.url)


def await_report(page: Page, system, envelope: str) -> Locator:
    """Wait until the courier has brought this report, and return its link in the queue: others may be there too."""
    number = _await_number(system, envelope)
    page.goto(f"{system.casework_url}/queue/?stage=all&number={number}")
    return page.get_by_role("row").get_by_role("link", name=number)


def _await_number(system, envelope: str) -> str:
    asked = (
        "SELECT reference FROM referrals_referral WHERE id = "
        "(SELECT referral_id FROM referrals_submission WHERE envelope_id = ?)"
    )
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        with contextlib.closing(sqlite3.connect(system.home / "casework" / "casework.sqlite3")) as database:
            if found := database.execute(asked, [envelope]).fetchone():
                return found[0]
        time.sleep(0.5)
    raise AssertionError(envelope)


def reload_until(page: Page, text: str) -> None:
    """Load the page again until the worker has done its part."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until and not page.get_by_text(text).count():
        page.reload()
        time.sleep(0.5)
    expect(page.get_by_text(text).first).to_be_visible()


def search(page: Page, words: str) -> None:
    """On the search's page: search for these words."""
    page.locator("#id_text").fill(words)
    page.get_by_role("button", name="Search").click()


def search_until(page: Page, words: str, number: str) -> None:
    """Search again until what came a moment ago is found."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        search(page, words)
        page.wait_for_url("**/search/*/")
        if page.get_by_role("link", name=number).count():
            return
        time.sleep(0.5)
    raise AssertionError(words)


def hear_the_lawyer(page: Page) -> None:
    """On the checklist: answer the question about immunity and record what an invented lawyer said."""
    page.get_by_role("group", name="A.3").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save part A.3").click()
    expect(page.get_by_text("To a lawyer: immunity")).to_be_visible()
    page.get_by_label("Who answered").fill("CPS, invented lawyer")
    page.get_by_label("What they said").fill("No bar that we see.")
    page.get_by_role("button", name="Record what the lawyer said").click()
    expect(page.get_by_text("The lawyer has answered")).to_be_visible()


def check_accessible(page: Page) -> None:
    """Hold the page to every rule of axe; nothing that a sender wrote makes it wider than the screen."""
    expect(page.locator("main")).to_be_visible()  # a click may still be on its way to this page
    assert wider(page) == [], page.url
    assert violations(page) == [], page.url


def picture(page: Page, name: str, *, full_page: bool = True) -> None:
    """Take a picture of the page, if SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=full_page)
