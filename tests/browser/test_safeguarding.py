"""A child writes: the flag stands above everything until an officer has said what was done."""

import pytest
from playwright.sync_api import expect
from tests.browser.officers import PHONE, await_report, check_accessible, picture, report_arrives, sign_in
from tests.casework.full_report import FullReport
from tests.factories.situations import new_keys

pytestmark = pytest.mark.browser
CHILD = {"age": ("child",), "danger": ("yes",)}
DONE = "Rang the local force; they are on their way. Spoke to nobody else."


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_a_flag_stands_on_top_until_an_officer_says_what_was_done(viewport, system, settings, visit):
    options = {"viewport": viewport} if viewport else {}
    page, other = sign_in(visit(**options), system, "duty"), sign_in(visit(), system, "supervisor")
    envelope = report_arrives(system, settings, FullReport(files=(), said=CHILD))
    number = await_report(page, system, envelope).inner_text()
    page.goto(f"{system.casework_url}/queue/")
    raised = page.get_by_role("region", name="Somebody may not be safe")
    check_accessible(page)
    picture(page, "safeguarding-queue")
    expect(raised.get_by_role("listitem").filter(has_text=number).get_by_text("Child")).to_be_visible()

    raised.get_by_role("link", name=number).click()
    expect(page.get_by_role("region", name="Safety")).to_be_in_viewport()
    page.get_by_role("button", name="I have seen these flags").click()
    expect(page.get_by_role("alert").get_by_role("link").first).to_be_visible()
    check_accessible(page)
    page.get_by_label("What did you do?").fill(DONE)
    page.get_by_role("button", name="I have seen these flags").click()

    expect(page.get_by_role("region", name="Safety").get_by_text(DONE)).to_be_visible()
    check_accessible(page)
    picture(page, "safeguarding-done")
    other.goto(f"{system.casework_url}/queue/")
    expect(other.get_by_role("region", name="Somebody may not be safe").get_by_text(number)).to_have_count(0)
    other.goto(page.url.partition("#")[0])
    expect(other.get_by_role("region", name="Safety").get_by_text("Demo Duty")).to_be_visible()


def test_a_later_report_of_the_same_child_raises_the_flag_again(system, settings, visit):
    keys = new_keys()
    page = sign_in(visit(), system, "duty")
    envelope = report_arrives(system, settings, FullReport(keys=keys, files=(), said=CHILD))
    link = await_report(page, system, envelope)
    number = link.inner_text()
    link.click()
    page.get_by_label("What did you do?").fill(DONE)
    page.get_by_role("button", name="I have seen these flags").click()
    expect(page.get_by_role("region", name="Safety").get_by_text(DONE)).to_be_visible()

    await_report(page, system, report_arrives(system, settings, FullReport(keys=keys, files=(), said=CHILD)))
    page.goto(f"{system.casework_url}/queue/")

    expect(page.get_by_role("region", name="Somebody may not be safe").get_by_text(number)).to_be_visible()
