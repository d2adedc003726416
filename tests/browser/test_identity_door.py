"""The identity door: a name is read after a reason, and whoever is added is locked at once."""

import pytest
from playwright.sync_api import expect
from tests.browser.officers import PHONE, await_report, check_accessible, picture, report_arrives, sign_in
from tests.casework.full_report import FullReport
from tests.factories.situations import NAME

pytestmark = pytest.mark.browser
REASON = "To arrange a conversation with an interpreter"


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_an_officer_opens_the_door_adds_somebody_and_finds_who_has_been_there(viewport, system, settings, visit):
    page = sign_in(visit(**({"viewport": viewport} if viewport else {})), system, "supervisor")
    await_report(page, system, report_arrives(system, settings, FullReport(files=()))).click()
    expect(page.get_by_role("region", name="People to contact")).to_contain_text("The person who reported")
    page.get_by_role("link", name="To the people to contact").click()
    check_accessible(page)
    assert NAME not in page.content()

    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert").get_by_role("link", name="Say why you need them")).to_be_visible()
    check_accessible(page)
    page.get_by_label("Why do you need them?").fill(REASON)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="The person who reported").get_by_text(NAME)).to_be_visible()
    check_accessible(page)
    picture(page, "identity-open")

    page.get_by_role("link", name="Add somebody to contact").click()
    page.get_by_label("Somebody whom they trust").check()
    page.get_by_label("What are they called?").fill("Olha Invented")
    page.get_by_label("How can they be reached?").fill("+44 7700 900111")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("It is kept and closed.")).to_be_visible()
    assert "Olha" not in page.content()
    page.get_by_text("Who has opened them").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    check_accessible(page)
    picture(page, "identity-people")

    page.get_by_role("link", name="Correct").click()
    check_accessible(page)
    page.go_back()
    page.go_back()
    assert "Olha" not in page.content()
