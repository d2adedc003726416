"""A person comes back with the code: reads, writes, changes wishes, checks the receipt, withdraws."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.browser.officers import reload_until
from tests.navigators import team
from tests.navigators.barriers import is_within_its_width, violations
from tests.navigators.public_pages import Walk

from affiant.config import languages

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
SMALL_PHONE = {"width": 320, "height": 640}
COURT = {
    "en": "International Criminal Court",
    "uk": "Міжнародний кримінальний суд",
    "ru": "Международный уголовный суд",
    "ar": "المحكمة الجنائية الدولية",
}


@pytest.fixture
def back(system, visit):
    """Open a visit of somebody who has sent a report, and come back at another device."""

    def come_back(language: str = "en", **options: Any) -> tuple[Walk, str]:
        walk = Walk(visit(viewport=PHONE, **options), system.intake_url, language)
        walk.begin()
        walk.write()
        code = walk.keep_the_code()
        walk.open("form/check")
        walk.onward()
        walk.page.context.clear_cookies()
        walk.open("return")
        walk.page.fill("#id_code", code)
        walk.press("main form .govuk-button")
        return walk, code

    return come_back


def look(walk: Walk, *, scripts: bool) -> None:
    """Hold a page to the width of a telephone, and in both directions of writing to having no barrier."""
    if scripts:
        assert is_within_its_width(walk.page)
    if scripts and walk.language in {"en", "ar"}:
        assert violations(walk.page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("language", languages.CODES)
def test_the_whole_visit(system, back, language, scripts):
    walk, code = back(language, java_script_enabled=scripts)
    assert walk.path == "return/overview"
    team.tell(system.home, code, "message", text="Thank you.\nWe have read it.")
    team.tell(system.home, code, "shared", to=COURT["en"], on="2026-11-20", what="account")

    walk.open("return/overview")
    look(walk, scripts=scripts)
    assert COURT[walk.language] in walk.sentences()
    write(walk, scripts=scripts)
    change_wishes(walk, scripts=scripts)
    check_the_receipt(walk, scripts=scripts)
    withdraw(walk, scripts=scripts)

    walk.page.context.clear_cookies()
    walk.open("return")
    walk.page.fill("#id_code", code)
    walk.press("main form .govuk-button")
    assert walk.path == "return/overview"
    assert walk.page.locator("a[href$='/return/wishes']").count() == 0


def write(walk: Walk, *, scripts: bool) -> None:
    """Answer the team, with a file."""
    walk.open("return/messages")
    assert "We have read it." in walk.sentences()
    walk.page.fill("#id_text", "One thing more.")
    walk.press("button[name=files]")
    walk.page.set_input_files("#id_file", {"name": "note.txt", "mimeType": "text/plain", "buffer": b"a note"})
    if not scripts:
        walk.press("#files .govuk-button")
    walk.page.locator(".files__remove").first.wait_for()
    walk.onward()
    assert walk.page.input_value("#id_text") == "One thing more."
    assert "note.txt" in walk.sentences()
    walk.onward()
    assert walk.page.locator(".letter--own").count() == 1
    look(walk, scripts=scripts)


def change_wishes(walk: Walk, *, scripts: bool) -> None:
    """Decide about each recipient anew."""
    walk.open("return/wishes")
    assert COURT[walk.language] in walk.sentences()
    look(walk, scripts=scripts)
    walk.choose("wish_sharing", "each")
    walk.onward()
    look(walk, scripts=scripts)
    walk.choose("wish_icc", "no")
    walk.onward()
    assert walk.path == "return/wishes/check"
    look(walk, scripts=scripts)
    walk.onward()
    assert walk.path == "return/overview"


def check_the_receipt(walk: Walk, *, scripts: bool) -> None:
    """Keep the receipt and have it compared."""
    walk.open("return/proof")
    with walk.page.expect_download() as download:
        walk.page.locator("a.govuk-button[download]").click()
    kept = Path(download.value.path()).read_bytes()
    assert json.loads(kept)["receipt"]["files"] == []
    walk.page.set_input_files("#id_kept", {"name": "receipt.json", "mimeType": "application/json", "buffer": kept})
    walk.press("main form .govuk-button")
    assert walk.page.locator("#compare ~ [role=status] .govuk-inset-text").count() == 1
    look(walk, scripts=scripts)


def withdraw(walk: Walk, *, scripts: bool) -> None:
    """Read what it does, then do it."""
    walk.open("return/stop")
    assert COURT[walk.language] in walk.sentences()
    look(walk, scripts=scripts)
    walk.press("main .govuk-button--secondary")
    look(walk, scripts=scripts)
    walk.page.fill("#id_why", "I am afraid.")
    walk.onward()
    assert walk.path == "return/overview"
    look(walk, scripts=scripts)


def test_when_the_team_has_collected_it_the_page_and_the_receipt_say_so(back):
    walk, _ = back()

    reload_until(walk.page, "The team collected it.")
    walk.open("return/proof")

    assert "The proof fits." in walk.sentences()
    walk.page.locator("main details summary").click()
    assert "--ledger-key" in walk.sentences()
    assert is_within_its_width(walk.page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_on_paper_says_nothing_else(system, visit, language):
    walk = Walk(visit(viewport=SMALL_PHONE), system.intake_url, language)
    walk.begin()
    walk.write()
    walk.open("code/paper")
    digits = walk.page.locator(".code__group").all_inner_texts()

    walk.page.emulate_media(media="print")

    shown = "body >> visible=true"
    words = walk.page.locator(shown).inner_text().split()
    assert words == digits


def test_a_note_is_checked_and_can_be_left_out(system, visit):
    walk = Walk(visit(viewport=SMALL_PHONE), system.intake_url)
    walk.begin()
    walk.write()
    groups = walk.page.locator(".code__group").all_inner_texts()

    walk.page.fill("#id_code", "0000 0000")
    walk.press("main form .govuk-button")
    assert "That happens easily" in walk.sentences()
    assert violations(walk.page) == []
    walk.page.fill("#id_code", " ".join(groups[-2:]))
    walk.page.wait_for_timeout(1_100)  # a second press within a second is taken for a slip
    walk.press("main form .govuk-button")

    assert "That is right" in walk.sentences()
    assert is_within_its_width(walk.page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_was_typed_when_the_cookie_went_is_saved_with_the_code(system, visit, scripts):
    walk = Walk(visit(viewport=PHONE, java_script_enabled=scripts), system.intake_url)
    walk.begin()
    walk.write()
    code = walk.keep_the_code()
    walk.page.fill("#id_place_where", "By the <river>")
    walk.page.context.clear_cookies()

    walk.onward()
    look(walk, scripts=scripts)
    walk.page.fill("#id_code", code)
    walk.onward()
    look(walk, scripts=scripts)
    walk.press("main form .govuk-button")

    walk.open("form/place")
    assert walk.page.input_value("#id_place_where") == "By the <river>"
