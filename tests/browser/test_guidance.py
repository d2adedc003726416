"""The pages that explain, on a telephone in four languages: nothing that axe finds, nothing wider than the screen."""

import pytest
from tests.navigators.public_pages import Walk, is_within_its_width, violations

from affiant.config import languages
from affiant.intake.guidance import pages

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 568}
PATHS = ["", "info/", *(f"info/{page.name}" for page in pages.ALL)]


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_open_to_everybody_on_a_telephone(system, visit, language, path):
    walk = Walk(visit(viewport=PHONE), system.intake_url, language)

    walk.open(path)

    assert walk.page.locator("h1").inner_text()
    assert violations(walk.page) == []
    assert is_within_its_width(walk.page)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_the_smallest_screen(system, visit, language, path):
    walk = Walk(visit(viewport=SMALLEST, java_script_enabled=False), system.intake_url, language)

    walk.open(path)

    assert walk.page.locator("h1").bounding_box()["width"] <= SMALLEST["width"]


def test_a_person_reads_about_support_and_goes_on_to_the_start_without_scripts(system, visit):
    walk = Walk(visit(viewport=PHONE, java_script_enabled=False), system.intake_url)
    walk.open()

    walk.press("main a[href$='/info/support']")
    walk.press(".near a[href$='/en/']")

    assert walk.path == ""


def test_another_language_shows_the_same_page(system, visit):
    walk = Walk(visit(viewport=PHONE), system.intake_url)
    walk.open("info/who")

    walk.press("a[hreflang='ar']")

    assert walk.page.url.endswith("/ar/info/who")


def test_escape_leaves_from_a_page_that_explains(system, visit):
    walk = Walk(visit(), system.intake_url)
    walk.open("info/words")

    walk.page.keyboard.press("Escape")

    walk.page.wait_for_url("**/elsewhere")
