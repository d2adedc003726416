"""The calendar and the map in a real browser: with a finger, with a keyboard, without scripts, in every language."""

import pytest
from tests.browser.conftest import PHONE
from tests.navigators.barriers import is_within_its_width, violations
from tests.navigators.public_pages import Walk

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "uk", "ru", "ar")
MARK = "main p[role=status]"


def begun(page, address: str, language: str = "en") -> Walk:
    walk = Walk(page, address, language)
    walk.begin()
    return walk


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def walk(request, visit, system) -> Walk:
    """Somebody who has begun a report."""
    return begun(visit(viewport=PHONE, java_script_enabled=request.param), system.intake_url)


def settle(walk: Walk) -> None:
    """Wait as a person does: two presses in a moment are taken for one."""
    walk.page.wait_for_timeout(1100)


def test_a_finger_on_the_map_marks_the_place(walk):
    walk.open("form/map")

    walk.page.locator(".map__picture").click(position={"x": 173, "y": 27})
    settle(walk)
    walk.page.locator(".map__picture").click(position={"x": 144, "y": 144})
    settle(walk)

    assert "° north" in walk.page.locator(MARK).inner_text()
    assert "within about 300 km" in walk.page.locator(MARK).inner_text()
    assert walk.page.locator(".map__picture").evaluate("(map) => [map.width, map.height]") == [288, 288]


def test_the_picture_is_drawn_as_large_as_a_press_is_counted(walk):
    walk.open("form/map")

    box = walk.page.locator(".map__picture").bounding_box()

    assert (round(box["width"]), round(box["height"])) in {(288, 114), (290, 116)}


def test_a_keyboard_marks_a_town_by_its_name(walk):
    walk.open("form/map")
    walk.page.locator("#country").select_option("UA")
    walk.page.locator("button[name=go]").press("Enter")
    walk.page.locator("button[name=town]").first.wait_for()
    settle(walk)
    name = walk.page.locator("button[name=town]").first
    name.focus()
    walk.page.keyboard.press("Enter")

    walk.page.get_by_text("within about 10 km").wait_for()


def test_a_mark_is_shown_where_the_place_is_asked_and_on_the_check(walk):
    walk.open("form/place")
    walk.press("button[name=aid][value=map]")
    walk.page.locator(".map__picture").click(position={"x": 173, "y": 27})
    settle(walk)
    walk.press("button[name=done]")

    assert "° north" in walk.page.locator("main").inner_text()
    walk.open("form/check")
    assert "° north" in walk.page.locator("main").inner_text()


def test_a_date_is_shown_where_it_is_asked_and_on_the_check(walk):
    walk.open("form/place")
    walk.page.locator("textarea").first.fill("by the river")
    walk.press("button[name=aid][value=date]")
    walk.page.fill("[name=when_year]", "2022")
    walk.page.locator("[name=when_month]").select_option("3")
    walk.page.locator("[name=when_year]").press("Enter")
    walk.page.wait_for_url("**/form/place")

    assert "March 2022" in walk.page.locator("main").inner_text()
    assert walk.page.locator("textarea").first.input_value() == "by the river"
    walk.open("form/check")
    assert "March 2022" in walk.page.locator("main").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_aids_are_accessible_and_fit_in_every_language(visit, system, language):
    walk = begun(visit(viewport={"width": 320, "height": 640}), system.intake_url, language)
    walk.open("form/date")
    walk.page.fill("[name=when_year]", "1402")
    walk.onward()
    assert violations(walk.page) == []
    assert is_within_its_width(walk.page)

    walk.open("form/map")
    walk.page.locator("#country").select_option("UA")
    walk.press("button[name=go]")

    assert violations(walk.page) == []
    assert is_within_its_width(walk.page)


def test_an_aid_asks_nobody_else(visit, system):
    walk = begun(visit(viewport=PHONE), system.intake_url)
    asked = []
    walk.page.on("request", lambda request: asked.append(request.url))

    walk.open("form/map")
    walk.page.wait_for_load_state("networkidle")

    assert asked
    assert all(url.startswith(system.intake_url) for url in asked)
