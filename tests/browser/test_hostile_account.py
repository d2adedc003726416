"""A hostile report: scripts, control characters, reversed text and a megabyte of one letter are words, no more."""

import pytest
from playwright.sync_api import expect
from tests.browser.officers import DESKTOP, PHONE, await_report, check_accessible, picture, report_arrives, sign_in
from tests.casework.full_report import FullReport
from tests.factories.situations import File

pytestmark = pytest.mark.browser
SCRIPT = "<script>window.taken = 1</script><img src=x onerror='window.taken = 2'><svg onload='window.taken = 3'>"
BREAK_OUT = '"><a href="javascript:window.taken = 4" autofocus onfocus="window.taken = 5">{{ 7|add:7 }}{% now %}</p>'
CONTROLS = "before\x00\x07\x1b[31m\x7f\x85\u2028after"
REVERSED = "\u202egnp.exe and all that follows\u2066\u2067 \u061c never closed"
ONE_LETTER = "я" * 1_000_000
SIGN = "the last words of the account"
ACCOUNT = f"{SCRIPT}\n{BREAK_OUT}\n{CONTROLS}\n{REVERSED}\n{ONE_LETTER}\n{SIGN}"
FILES = (File(b"MZ invented", f"\u202egpj.{BREAK_OUT}{'w' * 200}.exe", "text/html"),)
BESIDE = {"how_seen": SCRIPT, "earlier_who": REVERSED, "made_up": BREAK_OUT}


@pytest.fixture
def referral(system, settings, visit):
    """A hostile report, on the page of an officer who has opened it; what the page complains of, and what it asks."""
    envelope = report_arrives(system, settings, FullReport(text=ACCOUNT, files=FILES, said=BESIDE))
    page = sign_in(visit(viewport=DESKTOP), system, "duty")
    page.elsewhere = []
    page.on("dialog", lambda dialog: page.elsewhere.append(dialog.message))
    page.on("request", lambda sent: sent.url.startswith(system.casework_url) or page.elsewhere.append(sent.url))
    await_report(page, system, envelope).click()
    return page


def check_inert(page):
    assert page.evaluate("() => window.taken ?? 0") == 0
    assert page.elsewhere == []
    assert page.locator("main script, main img[src=x], main a[href^=javascript], main [onfocus]").count() == 0


def test_a_hostile_account_is_shown_whole_and_does_nothing(referral):
    page = referral
    words = page.locator(".affiant-answer__words").filter(has_text=SIGN)

    expect(words).to_be_visible()
    shown = words.text_content()
    assert SCRIPT in shown
    assert BREAK_OUT in shown
    assert shown.count("я") >= len(ONE_LETTER)
    check_inert(page)
    assert page.title().startswith("2")  # the reference alone


def test_what_is_reversed_stays_in_its_own_place(referral):
    page = referral
    after = page.locator(".affiant-answer__question").filter(has_text="Де це було?")
    plain = page.locator(".affiant-answer__question").first

    assert after.bounding_box()["x"] == plain.bounding_box()["x"]
    assert after.evaluate("it => getComputedStyle(it).direction") == "ltr"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_a_hostile_referral_is_whole_and_accessible(referral, viewport):
    page, address = referral, referral.url
    page.set_viewport_size(viewport)
    exhibit = page.get_by_role("table").first.get_by_role("link").first.get_attribute("href")

    for way in ("", "scoping/", "jurisdiction/", "classification/", "decision/", "links/", "recusal/", exhibit):
        page.goto(exhibit if way == exhibit and exhibit.startswith("http") else _at(page, address, way))
        check_inert(page)
        check_accessible(page)
        picture(page, f"hostile-{viewport['width']}-{way.strip('/').rpartition('/')[2] or 'referral'}", full_page=False)


def _at(page, address, way):
    return f"{page.evaluate('() => location.origin')}{way}" if way.startswith("/") else f"{address}{way}"
