"""Officers at work: from a report that has come in to a sealed package, at a desk and on a phone."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.officers import (
    DESKTOP,
    PHONE,
    await_report,
    check_accessible,
    hear_the_lawyer,
    picture,
    reload_until,
    report_arrives,
    sign_in,
)
from tests.casework.full_report import WORDS, FullReport
from tests.factories.situations import NAME, File
from tests.navigators.pictures import invented_picture

pytestmark = pytest.mark.browser
FILES = (
    File(invented_picture(), "двір школи.png", "image/png"),
    File(b"PK\x03\x04 invented", "photo\u202egnp.zip", "image/png"),
    File(b"invented words", "a" * 300 + ".txt", "text/plain"),
)


@pytest.mark.parametrize(("size", "viewport"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_a_report_goes_from_the_queue_to_a_sealed_package(size, viewport, system, settings, visit, tmp_path):
    envelope = report_arrives(system, settings, FullReport(files=FILES, rehearsal=size == "phone"))
    duty, liaison, supervisor = (visit(viewport=viewport) for _ in range(3))

    decide(duty, system, size, envelope)
    prepare(liaison, system, size, duty.url)
    package = approve(supervisor, system, size, tmp_path)

    assert package == written_digest(supervisor)


def decide(page, system, size, envelope):
    sign_in(page, system, "duty")
    check_accessible(page)
    picture(page, f"{size}-home")
    link = await_report(page, system, envelope)
    check_accessible(page)
    picture(page, f"{size}-queue")
    link.click()
    read(page, size)
    page.get_by_role("button", name="Assign it to myself").click()
    page.get_by_role("link", name="Scope it on the referral guidelines").click()
    hear_the_lawyer(page)
    page.get_by_role("link", name="Decision", exact=True).click()
    page.get_by_label("Investigate").check()
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("link", name="Give the reason")).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-referral-error")
    page.get_by_label("Reason", exact=True).fill("A direct witness, named places, willing to be contacted.")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("The decision is recorded.")).to_be_visible()
    page.get_by_role("link", name="Referral").first.click()
    picture(page, f"{size}-referral-decided")


def read(page, size):
    expect(page.get_by_text(WORDS.partition("\n")[0])).to_be_visible()
    expect(page.get_by_text(NAME)).to_have_count(0)
    check_accessible(page)
    picture(page, f"{size}-referral")
    if size == "desktop":
        page.set_viewport_size({"width": 1000, "height": 900})
        picture(page, "officers-face", full_page=False)
        page.set_viewport_size(DESKTOP)
    page.get_by_label("Write to the person").fill("Дякуємо. Ми прочитали те, що ви написали.")
    page.get_by_role("button", name="Send the message").click()
    page.get_by_role("link", name="People", exact=True).click()
    check_accessible(page)
    picture(page, f"{size}-people")
    page.get_by_label("Why do you need them?").fill("To offer an interview")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text(NAME)).to_be_visible()
    check_accessible(page)
    picture(page, f"{size}-contact")
    page.get_by_role("link", name="Referral", exact=True).first.click()
    expect(page.get_by_text(NAME)).to_have_count(0)
    look(page, size)


def look(page, size):
    page.get_by_role("row").filter(has_text="двір школи.png").get_by_role("link").click()
    check_accessible(page)
    picture(page, f"{size}-exhibit")
    page.get_by_role("button", name="Show the picture").click()
    page.get_by_label("Clear").check(force=True)
    expect(page.locator("img")).to_have_js_property("naturalWidth", 480)
    check_accessible(page)
    picture(page, f"{size}-exhibit-shown")
    page.get_by_role("link", name="Referral").first.click()


def prepare(page, system, size, referral):
    sign_in(page, system, "liaison")
    page.goto(referral)
    page.get_by_role("button", name="Prepare a package").click()
    check_accessible(page)
    picture(page, f"{size}-prepare")
    page.get_by_label("International Criminal Court").check()
    page.get_by_label("Conditions").fill("For this case only.")
    page.get_by_role("button", name="Prepare the package").click()
    expect(page.get_by_text("It waits for a supervisor.")).to_be_visible()
    check_accessible(page)


def approve(page, system, size, folder: Path):
    sign_in(page, system, "supervisor")
    page.goto(f"{system.casework_url}/packages/")
    check_accessible(page)
    picture(page, f"{size}-packages")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    check_accessible(page)
    picture(page, f"{size}-package-waiting")
    page.get_by_role("button", name="Approve: seal it for the partner").click()
    reload_until(page, "Download the sealed package")
    check_accessible(page)
    picture(page, f"{size}-package")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the sealed package").click()
    download.value.save_as(folder / "package.tar.age")
    return hashlib.sha256((folder / "package.tar.age").read_bytes()).hexdigest()


def written_digest(page):
    return page.locator(".govuk-summary-list__row").filter(has_text="SHA-256").locator("dd").inner_text()
