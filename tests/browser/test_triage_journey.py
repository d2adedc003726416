"""Triage in a browser: a Ukrainian report to a share decision with two officers."""

import pytest
from playwright.sync_api import expect
from tests.browser.officers import (
    DESKTOP,
    await_report,
    check_accessible,
    hear_the_lawyer,
    picture,
    report_arrives,
    sign_in,
)
from tests.casework.full_report import WORDS, FullReport

pytestmark = pytest.mark.browser
LINE = WORDS.partition("\n")[0]
NARROW = {"width": 360, "height": 740}


@pytest.fixture
def referral(system, settings, visit):
    """A Ukrainian report that the duty officer has taken on; the address of its page."""
    envelope = report_arrives(system, settings, FullReport(files=()))
    page = sign_in(visit(viewport=DESKTOP), system, "duty")
    await_report(page, system, envelope).click()
    page.get_by_role("button", name="Assign it to myself").click()
    return page.url


@pytest.mark.parametrize(("size", "viewport"), [("desktop", DESKTOP), ("phone", NARROW)])
def test_a_ukrainian_report_is_shared_by_two_officers(size, viewport, system, visit, referral):
    duty, supervisor = (visit(viewport=viewport) for _ in range(2))
    sign_in(duty, system, "duty")
    duty.goto(referral)
    scope(duty, size)
    ask_the_aid(duty, size)
    classify(duty, size)
    propose(duty, size)
    confirm(sign_in(supervisor, system, "supervisor"), system, size, duty.url)

    duty.reload()
    expect(duty.get_by_text("Confirmed by")).to_be_visible()
    expect(duty.locator(".affiant-title-row").get_by_text("To be shared")).to_be_visible()
    picture(duty, f"{size}-decision-confirmed")


def scope(page, size):
    page.get_by_role("link", name="Scope it on the referral guidelines").click()
    check_accessible(page)
    picture(page, f"{size}-scoping")
    part = page.locator(".affiant-part").filter(has=page.locator("#part-A-1"))
    part.get_by_role("group", name="A.1.1").get_by_label("No", exact=True).check()
    part.get_by_role("group", name="A.1.2").get_by_label("Unknown").check()
    part.get_by_role("button", name="Save part A.1").click()
    expect(page.get_by_role("link", name="A.1.2: say how to find out")).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-scoping-error")
    page.locator("#A-1-2-how").fill("Ask the neighbours of the school.")
    rest_on_words(page)
    page.get_by_role("button", name="Save part A.1").click()
    expect(page.get_by_text("Saved: A.1.1, A.1.2.")).to_be_visible()
    expect(page.locator("q").get_by_text(LINE)).to_be_visible()
    hear_the_lawyer(page)
    check_accessible(page)
    picture(page, f"{size}-scoping-saved")


def rest_on_words(page):
    block = page.locator(".affiant-question").first
    if not block.locator("#A-1-1-passage").is_visible():
        block.get_by_text("A.1.1: grounds").click()
    block.locator("#A-1-1-passage").fill(LINE)


def ask_the_aid(page, size):
    page.get_by_role("link", name="Jurisdiction", exact=True).click()
    check_accessible(page)
    page.get_by_label("War crime: another").check()
    page.get_by_label("International", exact=True).check()
    page.get_by_label("Outside the United Kingdom").check()
    page.get_by_label("First day").fill("2022-03-14")
    page.get_by_role("button", name="Show what may apply").click()
    expect(page.get_by_text("Find out whether the suspect was a national").first).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-jurisdiction")


def classify(page, size):
    page.get_by_role("link", name="Classification").click()
    check_accessible(page)
    page.get_by_text("Name an offence that seems possible").click()
    page.get_by_label("Offence", exact=True).select_option("8(2)(b)(ix)")
    page.get_by_label("International armed conflict").check()
    page.get_by_label("Grounds").fill("A school is named; people were taken from it.")
    page.get_by_role("button", name="Keep it as your view").click()
    page.get_by_text("Code an incident").click()
    page.get_by_label("What happened").fill("People were held in the cellar of a school")
    page.get_by_label("When, as a date").fill("2022-03-14~")
    page.get_by_label("Words of the account that it rests on").fill(LINE)
    page.get_by_role("button", name="Keep this incident").click()
    expect(page.locator("q").get_by_text(LINE)).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-classification")
    page.get_by_role("link", name="8(2)(b)(ix)").click()
    check_accessible(page)
    picture(page, f"{size}-elements")


def propose(page, size):
    page.get_by_role("link", name="Decision", exact=True).click()
    check_accessible(page)
    picture(page, f"{size}-decision")
    page.get_by_label("Share with the ICC").check()
    page.get_by_label("Reason", exact=True).fill("A direct witness; the suspect is not known. It belongs to the Court.")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("link", name="Say to whom")).to_be_visible()
    check_accessible(page)
    page.get_by_label("To whom").fill("International Criminal Court")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("It waits for a second officer", exact=True)).to_be_visible()
    check_accessible(page)


def confirm(page, system, size, decision):
    page.goto(f"{system.casework_url}/reviews/")
    check_accessible(page)
    picture(page, f"{size}-reviews")
    page.goto(decision)
    check_accessible(page)
    picture(page, f"{size}-second-officer")
    page.get_by_role("button", name="Confirm: the decision stands").click()
    expect(page.get_by_text("The decision stands.")).to_be_visible()
