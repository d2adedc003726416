"""Two hundred reports handed over on a stick: looked through line by line, the good ones taken, nothing taken twice."""

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.officers import DESKTOP, PHONE, check_accessible, picture, sign_in
from tests.factories.handed_over import zip_of

pytestmark = pytest.mark.browser
WRONG = 7  # the report whose line has no account
PATIENCE = 120_000  # milliseconds until the worker has looked through, or taken, two hundred reports
ORGANISATION = "Aid that is invented"


@pytest.fixture
def page(system, visit) -> Page:
    """A supervisor who has entered the organisation, on the page on which its files are loaded."""
    page = sign_in(visit(viewport=DESKTOP), system, "supervisor")
    page.goto(f"{system.casework_url}/organisations/")
    page.get_by_label("Name", exact=True).fill(ORGANISATION)
    page.get_by_role("button", name="Add the organisation").click()
    expect(page.get_by_role("rowheader", name=ORGANISATION)).to_be_visible()
    page.goto(f"{system.casework_url}/handovers/new/")
    return page


def load(page: Page, content: bytes) -> None:
    page.get_by_label("Which organisation").select_option(label=ORGANISATION)
    page.get_by_label("Who brought it, and how").fill("On a stick, by an invented courier.")
    page.set_input_files("#id_file", {"name": "reports.zip", "mimeType": "application/zip", "buffer": content})
    page.get_by_role("button", name="Load and look through").click()
    expect(page.get_by_role("heading", name="Handed over by")).to_be_visible()


def looked_through(page: Page) -> None:
    """The page loads itself again until the worker has looked it through."""
    expect(page.locator(".affiant-title-row .govuk-tag")).to_have_text("Waits for a decision", timeout=PATIENCE)


def taken(page: Page) -> None:
    """The page loads itself again until the worker has taken all."""
    expect(page.locator(".affiant-title-row .govuk-tag")).to_have_text("Taken", timeout=PATIENCE)


def says_where_it_came_from(page: Page, referral: Locator) -> None:
    referral.click()
    expect(page.get_by_text(ORGANISATION).first).to_be_visible()
    page.set_viewport_size(PHONE)
    check_accessible(page)
    picture(page, "phone-handed-over")
    page.set_viewport_size(DESKTOP)


def test_two_hundred_reports_are_looked_through_and_taken_once(system, page):
    check_accessible(page)
    picture(page, "desktop-handover-new")

    load(page, zip_of(200, wrong=(WRONG,)))
    looked_through(page)
    expect(page.get_by_role("region", name="Table of what is wrong").get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("cell", name=f"N-{WRONG:04d}")).to_be_visible()
    check_accessible(page)
    picture(page, "desktop-handover-wrong")
    with page.expect_download() as faults:
        page.get_by_role("link", name="All of it as a table").click()
    assert "Звіт" not in faults.value.path().read_text("utf-8-sig")
    page.get_by_role("button", name="Take only the 199 good lines").click()
    taken(page)
    check_accessible(page)
    picture(page, "desktop-handover-taken", full_page=False)
    referrals = page.get_by_role("region", name="Table of lines").get_by_role("link")
    assert referrals.count() == 199
    says_where_it_came_from(page, referrals.first)

    page.goto(f"{system.casework_url}/handovers/new/")
    load(page, zip_of(200, wrong=(WRONG,)))
    expect(page.get_by_text("This file is here already")).to_be_visible()

    page.goto(f"{system.casework_url}/handovers/new/")
    load(page, zip_of(200))
    looked_through(page)
    expect(page.get_by_role("button", name="Take the report")).to_be_visible()
    picture(page, "desktop-handover-mended", full_page=False)
    page.get_by_role("button", name="Take the report").click()
    taken(page)
