"""The pages that explain, in a real browser: from one to the next, into another language, and away."""

import pytest
from tests.navigators.barriers import is_within_its_width, violations
from tests.navigators.public_pages import Walk

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 568}


def test_a_person_reads_about_support_and_goes_on_to_the_start_without_scripts(system, visit):
    walk = Walk(visit(viewport=PHONE, java_script_enabled=False), system.intake_url)
    walk.open()

    walk.press("main a[href$='/info/support']")
    walk.press(".near a[href$='/en/']")

    assert walk.path == ""


def test_another_language_shows_the_same_page(system, visit):
    walk = Walk(visit(viewport=PHONE), system.intake_url)
    walk.open("info/who")

    walk.page.locator(".languages summary").click()
    walk.press("a[hreflang='ar']")

    assert walk.page.url.endswith("/ar/info/who")


def test_twelve_languages_open_without_scripts_and_fit_the_smallest_screen(system, visit):
    walk = Walk(visit(viewport=SMALLEST, java_script_enabled=False), system.intake_url)
    walk.open("info/now")
    closed = walk.page.locator("header").bounding_box()["height"]

    walk.page.locator(".languages summary").click()

    assert closed < 120
    assert walk.page.locator(".languages__list a:visible").count() == 11
    assert is_within_its_width(walk.page)


def test_a_language_from_the_second_tier_is_reached_and_is_readable(system, visit):
    walk = Walk(visit(viewport=SMALLEST), system.intake_url)
    walk.open("info/now")

    walk.page.locator(".languages summary").click()
    walk.press("a[hreflang='prs']")

    assert walk.page.locator("h1").inner_text() == "آیا حالا در امان هستم؟"
    assert violations(walk.page) == []
    assert is_within_its_width(walk.page)


@pytest.mark.parametrize("language", ["fa", "my", "fr"])
def test_a_question_in_another_language_than_the_page_is_accessible(system, visit, language):
    walk = Walk(visit(viewport=SMALLEST), system.intake_url, language)

    walk.open("form/start")

    assert walk.page.locator("main div[lang='en']").first.get_attribute("dir") == "ltr"
    assert violations(walk.page) == []
    assert is_within_its_width(walk.page)


def test_escape_leaves_from_a_page_that_explains(system, visit):
    walk = Walk(visit(), system.intake_url)
    walk.open("info/words")

    walk.page.keyboard.press("Escape")

    walk.page.wait_for_url("**/elsewhere")
