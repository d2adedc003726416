"""A conflict of interest in a browser: the referral closes everywhere to who steps back, and a supervisor opens it."""

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
from tests.factories.situations import File
from tests.navigators.pictures import invented_picture

pytestmark = pytest.mark.browser
REASON = "We come from the same village."
WORDS = "На станції Небувалка стояли три вагони без вікон."


@pytest.fixture
def referral(system, settings, visit):
    """A report that the duty officer has taken on: its number, and the address of its page."""
    envelope = report_arrives(system, settings, FullReport(text=WORDS, files=(File(invented_picture(), "a.png"),)))
    page = sign_in(visit(viewport=DESKTOP), system, "duty")
    link = await_report(page, system, envelope)
    number = link.inner_text()
    link.click()
    page.get_by_role("button", name="Assign it to myself").click()
    return number, page.url


@pytest.fixture
def investigator(system, visit, referral):
    """An investigator on a phone who has found the referral by a search, and knows the address of its file."""
    page = sign_in(visit(viewport=PHONE), system, "investigator")
    page.goto(f"{system.casework_url}/search/")
    search_until(page, "Небувалка", referral[0])
    return page


def step_back(page, address):
    page.goto(address)
    exhibit = page.get_by_role("table").first.get_by_role("link").first.get_attribute("href")
    page.get_by_role("link", name="Conflict of interest").first.click()
    check_accessible(page)
    picture(page, "phone-recusal")
    page.get_by_label("What is the conflict?").fill(REASON)
    page.get_by_role("button", name="Step back").click()
    expect(page.get_by_text("You have stepped back.")).to_be_visible()
    return exhibit


def test_who_steps_back_finds_the_referral_closed_everywhere(system, referral, investigator):
    number, address = referral

    exhibit = step_back(investigator, address)

    for way in ("", "scoping/", "jurisdiction/", "classification/", "decision/", "links/", "recusal/"):
        assert investigator.goto(f"{address}{way}").status == 403, way
    assert investigator.goto(f"{system.casework_url}{exhibit}").status == 403
    check_accessible(investigator)
    picture(investigator, "phone-recused")
    for list_of in ("queue/?stage=all", f"queue/?stage=all&number={number}", "reviews/"):
        investigator.goto(f"{system.casework_url}/{list_of}")
        assert investigator.get_by_text(number).count() == 0, list_of
    investigator.goto(f"{system.casework_url}/search/")
    search(investigator, "Небувалка")
    expect(investigator.locator("#found-heading")).to_be_visible()
    assert investigator.get_by_text(number).count() == 0


def test_only_a_supervisor_reads_why_and_opens_it_again(system, visit, referral, investigator):
    _, address = referral
    step_back(investigator, address)
    supervisor, duty = (sign_in(visit(viewport=DESKTOP), system, name) for name in ("supervisor", "duty"))
    duty.goto(f"{address}recusal/")
    assert duty.get_by_text(REASON).count() == 0

    supervisor.goto(f"{address}recusal/")
    expect(supervisor.get_by_text(REASON)).to_be_visible()
    check_accessible(supervisor)
    picture(supervisor, "desktop-recusals")
    supervisor.get_by_role("button", name="Open it to them again").click()
    expect(supervisor.get_by_text("Lifted by")).to_be_visible()

    assert investigator.goto(address).status == 200
