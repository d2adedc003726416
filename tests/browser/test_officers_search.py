"""Searching in a browser: any script, by keys alone; what is sealed or closed is not found, and the ledger knows."""

import pytest
from playwright.sync_api import expect
from tests.browser.officers import (
    DESKTOP,
    PHONE,
    await_report,
    check_accessible,
    picture,
    report_arrives,
    search,
    search_until,
    sign_in,
)
from tests.casework.full_report import FullReport
from tests.factories.situations import NAME

pytestmark = pytest.mark.browser
WORDS = "Це було у Харкові біля перукарні «Вигадана зоря». Там стояла машина без номерів."


@pytest.fixture
def number(system, settings, visit):
    """The reference of a report that can be searched for."""
    envelope = report_arrives(system, settings, FullReport(text=WORDS, files=()))
    page = sign_in(visit(viewport=DESKTOP), system, "duty")
    return await_report(page, system, envelope).inner_text()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_report_is_found_in_another_script_and_form(viewport, system, visit, number):
    page = sign_in(visit(viewport=viewport), system, "investigator")
    page.goto(f"{system.casework_url}/search/")
    check_accessible(page)

    search_until(page, "Kharkiv перукарня", number)

    expect(page.locator("mark").get_by_text("Харкові").first).to_be_visible()
    assert "%" not in page.url
    assert "Kharkiv" not in page.url + page.title()
    check_accessible(page)
    picture(page, f"search-found-{viewport['width']}")


def test_names_are_not_found_and_the_page_says_what_to_try(system, visit, number):
    page = sign_in(visit(), system, "investigator")
    page.goto(f"{system.casework_url}/search/")
    search_until(page, "«Вигадана зоря»", number)

    search(page, f'"{NAME}"')

    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    check_accessible(page)
    picture(page, "search-nothing")


def test_a_search_is_made_and_its_result_opened_with_keys_alone(system, visit, number):
    page = sign_in(visit(), system, "supervisor")
    page.goto(f"{system.casework_url}/search/")
    search_until(page, "перукарні", number)
    page.locator("body").press("/")
    page.keyboard.type("«Вигадана зоря»")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    first = page.locator(".affiant-found__one").get_by_role("link").first.inner_text()

    page.locator("body").press("j")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=f"Referral {first}")).to_be_visible()


def test_each_search_stands_in_the_ledger_without_its_words(system, visit, number):
    page, auditor = sign_in(visit(), system, "investigator"), sign_in(visit(), system, "auditor")
    page.goto(f"{system.casework_url}/search/")
    search_until(page, "перукарні машина", number)

    auditor.goto(f"{system.casework_url}/ledger/?about=search")

    expect(auditor.get_by_role("row").filter(has_text="Demo Investigator").first).to_be_visible()
    assert "перукарн" not in auditor.locator("body").inner_text()
