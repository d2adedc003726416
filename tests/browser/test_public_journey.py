"""A person goes through the public face: files, coming back, other languages, slips and long words."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.navigators.barriers import violations
from tests.navigators.public_pages import ACCOUNT, OWN, Walk, check_whole

from affiant.config import languages

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
IMAGES = Path(__file__).parents[2] / "docs" / "images"
PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + bytes(1000)}
VIDEO = {"name": "відео з двору.mp4", "mimeType": "video/mp4", "buffer": bytes(5000)}
FULL = {"age": "adult", "danger": "yes", "wish_sharing": "each", "wish_contact": "yes", "need_officer": "woman"}


@pytest.mark.parametrize(
    ("path", "language", "viewport"),
    [("told", "en", DESKTOP), ("person", "uk", PHONE), ("behalf", "ru", DESKTOP), ("officer", "ar", PHONE)],
    ids=["English at a desk", "Ukrainian on a phone", "Russian at a desk", "Arabic on a phone"],
)
def test_every_page_of_the_longest_way_is_accessible(system, visit, path, language, viewport):
    walk = Walk(visit(viewport=viewport), system.intake_url, language)

    pages = walk.by_keys({"path": path, "account": ACCOUNT[language], **FULL}, check_with_files)

    assert {OWN[path], "about-files", "numbers", "recipients"} < set(pages)
    assert [each["bytes"] for each in receipt(walk)["files"]] == [1003, 5000]


def test_every_page_of_the_short_way_is_accessible(system, visit):
    walk = Walk(visit(viewport=PHONE), system.intake_url)

    walk.by_keys({"path": "officer", "age": "child", "young_safe": "no"}, check)


def check(walk: Walk) -> None:
    check_whole(walk)
    assert violations(walk.page) == []


def check_with_files(walk: Walk) -> None:
    if walk.path == "form/files":
        walk.page.set_input_files("#id_file", [PHOTO, VIDEO])
        walk.page.locator(".files__remove").nth(1).wait_for()
    check(walk)


def receipt(walk: Walk) -> dict[str, Any]:
    with walk.page.expect_download() as download:
        walk.page.locator("a[download]").click()
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text())["receipt"]
    return found


@pytest.mark.parametrize("language", languages.CODES)
def test_whoever_comes_back_reads_where_it_stands(system, visit, language):
    walk = Walk(visit(viewport=PHONE), system.intake_url, language)
    walk.begin()
    walk.write()
    code = walk.keep_the_code()
    walk.page.context.clear_cookies()

    walk.open("return")
    check(walk)
    walk.page.fill("#id_code", code)
    walk.page.keyboard.press("Enter")

    walk.page.wait_for_url("**/form/check")
    assert ACCOUNT[language].splitlines()[0] in walk.sentences()


@pytest.mark.parametrize("language", languages.CODES)
def test_files_go_along_without_scripts(system, visit, language):
    walk = Walk(visit(viewport=PHONE, java_script_enabled=False), system.intake_url, language)
    walk.to_the_files()

    walk.page.set_input_files("#id_file", [PHOTO, VIDEO])
    walk.press("#files .govuk-button")
    assert walk.page.locator(".files__name").all_inner_texts() == ["photo.jpg", "відео з двору.mp4"]
    walk.press(".files__remove")
    assert walk.page.locator(".files__name").all_inner_texts() == ["відео з двору.mp4"]
    walk.onward()

    assert walk.path == "form/about-files"


def test_the_other_language_keeps_the_page_and_what_was_typed(system, visit):
    walk = Walk(visit(viewport=DESKTOP), system.intake_url)
    walk.begin()
    walk.page.fill("#id_account", "Half a sent")

    walk.page.locator(".languages summary").click()
    walk.press(".languages__switch")

    assert walk.page.url.endswith("/uk/form/account")
    assert walk.page.input_value("#id_account") == "Half a sent"
    assert walk.page.locator("h1").inner_text() == "Що Ви хотіли б нам розповісти?"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_enter_in_a_field_leads_onward(system, visit, scripts):
    walk = Walk(visit(viewport=DESKTOP, java_script_enabled=scripts), system.intake_url)
    walk.begin("officer")
    walk.write()
    walk.open("form/helping")

    walk.page.fill("#id_officer_place", "The port")
    walk.page.keyboard.press("Enter")

    walk.page.wait_for_url("**/en/form/files")


def test_the_account_says_how_much_is_written_and_how_much_room_there_is(system, visit):
    walk = Walk(visit(viewport=PHONE), system.intake_url)
    walk.begin()

    walk.page.fill("#id_account", "🕊️ шоста")

    walk.page.get_by_text("Characters written: 8. There is room for 200,000.").first.wait_for()


def test_a_hundred_thousand_pasted_characters_are_taken(system, visit):
    walk = Walk(visit(viewport=PHONE), system.intake_url)
    walk.begin()

    walk.page.fill("#id_account", "слово " * 17_000)
    walk.page.get_by_text("Characters written: 102,000.").first.wait_for()
    walk.onward()

    assert walk.path == "code"


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
    walk.open("form/start")
    take(walk, "public-face-phone.png")
    walk.begin()
    walk.write()
    take(walk, "return-code-phone.png")


def take(walk: Walk, name: str) -> None:
    """Take a picture, unless it is there: delete it to take it again."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    if not (IMAGES / name).exists():
        walk.page.screenshot(path=IMAGES / name)
    assert (IMAGES / name).stat().st_size > 1000
