"""Two officers at once: the second sees what changed and loses nothing, and no decision is made on an old page."""

import pytest
from playwright.sync_api import expect
from tests.browser.officers import await_report, check_accessible, picture, report_arrives, sign_in
from tests.casework.full_report import FullReport

pytestmark = pytest.mark.browser
GROUNDS = "The account names two teachers, and nobody else."
REASON = "It names a place and a day; an investigator hears the person."


@pytest.fixture
def both(system, settings, visit):
    """Two officers at the same referral; the first has taken it on."""
    envelope = report_arrives(system, settings, FullReport(files=()))
    first, second = sign_in(visit(), system, "duty"), sign_in(visit(), system, "investigator")
    await_report(first, system, envelope).click()
    first.get_by_role("button", name="Assign it to myself").click()
    return first, second, first.url


def answer(page, said, grounds=""):
    part = page.locator(".affiant-part").filter(has=page.locator("#part-A-1"))
    part.get_by_role("group", name="A.1.1").get_by_label(said, exact=True).check()
    if grounds:
        block = page.locator(".affiant-question").first
        if not block.locator("#A-1-1-words").is_visible():
            block.locator("summary").first.click()
        block.locator("#A-1-1-words").fill(grounds)
    page.get_by_role("button", name="Save part A.1").click()


def test_the_second_of_two_answers_sees_the_first_and_keeps_their_own(both):
    first, second, referral = both
    second.goto(f"{referral}scoping/")
    first.goto(f"{referral}scoping/")
    answer(first, "No")
    expect(first.get_by_text("Saved: A.1.1.")).to_be_visible()

    answer(second, "Yes", GROUNDS)

    expect(second.get_by_text("Nothing is overwritten")).to_be_visible()
    expect(second.get_by_text("answered “No” on")).to_be_visible()
    assert second.get_by_role("group", name="A.1.1").get_by_label("Yes", exact=True).is_checked()
    assert second.locator("#A-1-1-words").input_value() == GROUNDS
    check_accessible(second)
    picture(second, "desktop-meanwhile")
    second.get_by_role("button", name="Save part A.1").click()
    expect(second.get_by_text("Saved: A.1.1.")).to_be_visible()
    second.get_by_text("A.1.1: earlier answers").click()
    expect(second.get_by_text("No: Demo Duty").last).to_be_visible()


def test_a_decision_on_an_old_page_is_refused_with_the_reason_and_kept(both):
    first, second, referral = both
    second.goto(f"{referral}decision/")
    first.goto(f"{referral}decision/")
    decide(first, "Keep as intelligence", "Nothing can be done with it now.")
    expect(first.get_by_text("The decision is recorded.")).to_be_visible()

    decide(second, "Seek early advice", REASON)

    expect(second.get_by_text("it is now “Intelligence only”").first).to_be_visible()
    expect(second.get_by_text("Nothing can be done with it now.")).to_be_visible()
    check_accessible(second)
    picture(second, "desktop-stale-decision")
    assert second.locator(".affiant-ruling").count() == 1
    assert second.get_by_label("Reason", exact=True).input_value() == REASON


def test_an_answer_given_meanwhile_holds_up_a_decision_until_it_was_seen(both):
    first, second, referral = both
    second.goto(f"{referral}decision/")
    first.goto(f"{referral}scoping/")
    answer(first, "Yes")
    expect(first.get_by_text("Saved: A.1.1.")).to_be_visible()

    decide(second, "Seek early advice", REASON)
    expect(second.get_by_text("Somebody worked on this referral while you were here").first).to_be_visible()
    assert second.get_by_label("Reason", exact=True).input_value() == REASON
    second.get_by_role("button", name="Record the decision").click()

    expect(second.get_by_text("The decision is recorded.")).to_be_visible()


def decide(page, outcome, reason):
    page.get_by_label(outcome).check()
    page.get_by_label("Reason", exact=True).fill(reason)
    page.get_by_role("button", name="Record the decision").click()
