"""Leaving at once: by a key, by the button, with scripts and without; and nothing stays behind."""

import pytest
from tests.navigators.public_pages import Walk

pytestmark = pytest.mark.browser


@pytest.fixture
def writing(system, visit):
    """Somebody in the middle of a sentence."""
    walk = Walk(visit(), system.intake_url)
    walk.begin()
    walk.page.fill("#id_account", "Half a sent")
    return walk


def has_left(walk: Walk) -> bool:
    walk.page.wait_for_url("**/elsewhere")
    return walk.page.title() == "Elsewhere" and walk.page.context.cookies(walk.address) == []


def test_escape_leaves_and_the_visit_is_over(writing):
    writing.page.keyboard.press("Escape")

    assert has_left(writing)


def test_three_shifts_leave(writing):
    for _ in range(3):
        writing.page.keyboard.press("Shift")

    assert has_left(writing)


def test_two_shifts_and_a_letter_do_not_leave(writing):
    writing.page.keyboard.press("Shift")
    writing.page.keyboard.press("Shift")
    writing.page.keyboard.press("a")
    writing.page.keyboard.press("Shift")

    assert writing.path == "form/account"


def test_the_button_leaves(writing):
    writing.page.locator(".exit__button").click()

    assert has_left(writing)


def test_the_page_that_was_left_is_not_in_the_history(writing):
    writing.page.keyboard.press("Escape")
    assert has_left(writing)

    writing.page.go_back()

    assert "form/account" not in writing.page.url
    assert "Half a sent" not in writing.page.content()


def test_the_button_leaves_without_scripts(system, visit):
    walk = Walk(visit(java_script_enabled=False), system.intake_url)
    walk.begin()

    walk.page.locator(".exit__button").click()

    assert has_left(walk)


def test_the_button_leaves_before_any_script_has_come(system, visit):
    page = visit()
    page.route("**/*.js", lambda _: None)  # a script that never arrives
    walk = Walk(page, system.intake_url)
    page.goto(f"{walk.address}/en/form/start", wait_until="commit")

    page.locator(".exit__button").click(no_wait_after=True)

    assert has_left(walk)


def test_what_was_sent_is_behind_no_back_button(system, visit):
    walk = Walk(visit(), system.intake_url)
    walk.begin()
    walk.write()
    walk.open("form/check")
    walk.onward()
    walk.open("return/overview")

    walk.page.keyboard.press("Escape")
    assert has_left(walk)
    walk.page.go_back()

    assert "return/overview" not in walk.page.url
    assert walk.page.locator(".code__group").count() == 0


def test_escape_leaves_from_the_first_page_too(system, visit):
    walk = Walk(visit(), system.intake_url)
    walk.open()

    walk.page.keyboard.press("Escape")

    assert has_left(walk)


def test_the_link_back_is_not_covered_by_the_way_out(system, visit):
    walk = Walk(visit(viewport={"width": 360, "height": 740}), system.intake_url)
    walk.begin()

    walk.press(".govuk-back-link")

    assert walk.path == "form/age"
