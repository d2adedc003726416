"""Two hundred reports handed over on a stick: looked through line by line, the good ones taken, nothing taken twice."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.officers import DESKTOP, PHONE, check_accessible, picture, sign_in
from tests.factories.handed_over import zip_of

pytestmark = pytest.mark.browser
WRONG = 7  # the report whose line has no account
PATIENCE = 120_000  # milliseconds until the worker has taken two hundred reports
ORGANISATION = "Aid that is invented"


@pytest.fixture
def desk_of(system, visit):
    """Let a supervisor enter the organisation, once; open the page on which its files are loaded."""

    def open_page(viewport=DESKTOP) -> Page:
        page = sign_in(visit(viewport=viewport), system, "supervisor")
        page.goto(f"{system.casework_url}/organisations/")
        if not page.get_by_role("rowheader", name=ORGANISATION).count():
            page.get_by_label("Name", exact=True).fill(ORGANISATION)
            page.get_by_role("button", name="Add the organisation").click()
            expect(page.get_by_role("rowheader", name=ORGANISATION)).to_be_visible()
        page.goto(f"{system.casework_url}/handovers/new/")
        return page

    return open_page


def load(page: Page, content: bytes) -> None:
    page.get_by_label("Which organisation").select_option(label=ORGANISATION)
    page.get_by_label("Who brought it, and how").fill("On a stick, by an invented courier.")
    page.set_input_files("#id_file", {"name": "reports.zip", "mimeType": "application/zip", "buffer": content})
    page.get_by_role("button", name="Load and look through").click()
    expect(page.get_by_role("heading", name="Handed over by")).to_be_visible()


def taken(page: Page) -> None:
    """The page loads itself again until the worker has taken all."""
    expect(page.locator(".affiant-title-row .govuk-tag")).to_have_text("Taken", timeout=PATIENCE)


def test_two_hundred_reports_are_looked_through_and_taken_once(system, desk_of):
    page = desk_of()
    check_accessible(page)
    picture(page, "desktop-handover-new")

    load(page, zip_of(200, wrong=(WRONG,)))
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
    assert page.get_by_role("region", name="Table of lines").get_by_role("link").count() == 199

    page.goto(f"{system.casework_url}/handovers/new/")
    load(page, zip_of(200, wrong=(WRONG,)))
    expect(page.get_by_text("This file is here already")).to_be_visible()

    page.goto(f"{system.casework_url}/handovers/new/")
    load(page, zip_of(200))
    expect(page.get_by_role("button", name="Take the report")).to_be_visible()
    picture(page, "desktop-handover-mended", full_page=False)
    page.get_by_role("button", name="Take the report").click()
    taken(page)


def test_a_referral_that_was_handed_over_says_so(system, desk_of, visit):
    page = desk_of(PHONE)
    load(page, zip_of(3))
    check_accessible(page)
    page.get_by_role("button", name="Take all 3 reports").or_(page.get_by_role("button", name="Take")).first.click()
    taken(page)

    page.get_by_role("region", name="Table of lines").get_by_role("link").first.click()

    expect(page.get_by_text(ORGANISATION).first).to_be_visible()
    check_accessible(page)
    picture(page, "phone-handed-over")
