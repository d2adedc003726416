"""A person goes the whole way through the public face, by hand, in each language, with scripts and without."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.navigators.public_pages import Walk, is_within_its_width, violations

from affiant.config import languages

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
IMAGES = Path(__file__).parents[2] / "docs" / "images"
PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + bytes(1000)}
VIDEO = {"name": "відео з двору.mp4", "mimeType": "video/mp4", "buffer": bytes(5000)}


def check(walk: Walk) -> None:
    assert is_within_its_width(walk.page)
    assert violations(walk.page) == []


@pytest.mark.parametrize(
    ("language", "viewport"),
    [("en", DESKTOP), ("uk", PHONE), ("ru", DESKTOP), ("ar", PHONE)],
    ids=["English at a desk", "Ukrainian on a phone", "Russian at a desk", "Arabic on a phone"],
)
def test_the_whole_way_with_scripts_is_accessible_on_every_page(system, visit, language, viewport):
    walk = Walk(visit(viewport=viewport), system.intake_url, language)

    code = tell(walk)
    add_files_and_wishes(walk)
    walk.onward()
    check(walk)

    assert receipt(walk)["files"] == [{"bytes": 1003, "parts": 1}, {"bytes": 5000, "parts": 1}]
    come_back(walk, code)
    assert "photo.jpg" not in walk.sentences()


def tell(walk: Walk) -> str:
    """Go from the first page to the page of files, and return the code."""
    walk.open()
    check(walk)
    walk.press(".govuk-button--start")
    check(walk)
    walk.page.locator("#id_know-2").check()
    walk.onward()
    check(walk)
    walk.write()
    check(walk)
    code = walk.keep_the_code()
    check(walk)
    walk.page.fill("#id_place_where", "Вигадане")
    walk.onward()
    return code


def add_files_and_wishes(walk: Walk) -> None:
    """Go from the page of files to the answers to check."""
    walk.page.set_input_files("#id_file", [PHOTO, VIDEO])
    walk.page.locator(".files__remove").nth(1).wait_for()
    check(walk)
    walk.onward()
    check(walk)
    walk.page.locator("#id_wish_contact").check()
    walk.page.locator("#id_wish_icc-3").check()
    walk.onward()
    check(walk)
    walk.onward()
    check(walk)
    assert "photo.jpg" in walk.sentences()


def receipt(walk: Walk) -> dict[str, Any]:
    with walk.page.expect_download() as download:
        walk.page.locator("a[download]").click()
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text())["receipt"]
    return found


def come_back(walk: Walk, code: str) -> None:
    """Come back at another device."""
    walk.page.context.clear_cookies()
    walk.open("return")
    check(walk)
    walk.page.fill("#id_code", code)
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url("**/return/messages")
    check(walk)


@pytest.mark.parametrize("language", languages.CODES)
def test_the_whole_way_without_scripts(system, visit, language):
    walk = Walk(visit(viewport=PHONE, java_script_enabled=False), system.intake_url, language)
    walk.open()
    walk.press(".govuk-button--start")
    walk.onward()
    walk.write()
    walk.keep_the_code()
    walk.onward()
    walk.page.set_input_files("#id_file", [PHOTO, VIDEO])
    walk.press("#files .govuk-button")
    assert walk.page.locator(".files__name").all_inner_texts() == ["photo.jpg", "відео з двору.mp4"]
    walk.press(".files__remove")
    assert walk.page.locator(".files__name").all_inner_texts() == ["відео з двору.mp4"]
    walk.onward()
    walk.onward()
    walk.onward()
    assert walk.path == "form/check"

    walk.onward()

    assert walk.path == "sent"
    assert walk.page.locator(".code__group").count() == 7


def test_the_other_language_keeps_the_page_and_what_was_typed(system, visit):
    walk = Walk(visit(viewport=DESKTOP), system.intake_url)
    walk.begin()
    walk.page.fill("#id_account", "Half a sent")

    walk.press(".languages__switch")

    assert walk.page.url.endswith("/uk/form/account")
    assert walk.page.input_value("#id_account") == "Half a sent"
    assert walk.page.locator("h1").inner_text() == "Що Ви хотіли б нам розповісти?"


def test_an_arabic_page_runs_from_right_to_left_and_its_code_does_not(system, visit):
    walk = Walk(visit(viewport=PHONE), system.intake_url, "ar")
    walk.begin()
    walk.write()

    groups = walk.page.locator(".code__group")

    assert groups.nth(0).bounding_box()["x"] < groups.nth(1).bounding_box()["x"]
    assert groups.nth(3).bounding_box()["x"] > PHONE["width"] / 2
    assert walk.page.locator(".exit__button").bounding_box()["x"] < PHONE["width"] / 4
    assert walk.page.locator("html").get_attribute("dir") == "rtl"


def test_a_slip_in_the_code_is_said_beside_the_field_and_takes_the_focus(system, visit):
    walk = Walk(visit(viewport=PHONE), system.intake_url)
    walk.begin()
    walk.write()
    code = walk.keep_the_code()
    walk.open("return")

    walk.page.fill("#id_code", f"{code[:-1]}{(int(code[-1]) + 1) % 10}")
    walk.page.keyboard.press("Enter")

    walk.page.locator("#id_code-error").wait_for()
    assert "A digit is wrong" in walk.page.locator("#id_code-error").inner_text()
    assert walk.page.locator(".govuk-error-summary:focus").count() == 1
    assert violations(walk.page) == []


def test_the_readmes_pictures_are_there(system, visit):
    walk = Walk(visit(viewport={"width": 1000, "height": 760}), system.intake_url)
    walk.open()
    take(walk, "public-face.png")
    walk = Walk(visit(viewport=PHONE), system.intake_url, "uk")
    walk.begin()
    take(walk, "public-face-phone.png")
    walk.write()
    take(walk, "return-code-phone.png")


def take(walk: Walk, name: str) -> None:
    """Take a picture, unless it is there: delete it to take it again."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    if not (IMAGES / name).exists():
        walk.page.screenshot(path=IMAGES / name)
    assert (IMAGES / name).stat().st_size > 1000
