"""Tor Browser at its safest level, and old telephones: the whole way with nothing but text and forms."""

import re

import pytest
from playwright.sync_api import Route
from tests.navigators.barriers import is_within_its_width
from tests.navigators.public_pages import ACCOUNT, Walk

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "ar")
NARROW = {"width": 320, "height": 640}
OLD = re.compile(r"/(?:page|start)[.\w]*\.js")
BLOCKED = {"image", "font", "media", "script"}
# What an old browser does not know: it passes over such a declaration, or over the whole rule.
UNKNOWN_RULES = re.compile(r"[^{}]*:(?:has|is|where)\([^{}]*\{[^{}]*\}")
UNKNOWN = re.compile(
    r"(?<=[{;])(?:display:(?:inline-)?grid|grid-[a-z-]+:[^;}]*|gap:[^;}]*|(?:row|column)-gap:[^;}]*|position:sticky"
    r"|inset[a-z-]*:[^;}]*|(?:margin|padding|border)-(?:inline|block)[a-z-]*:[^;}]*|accent-color:[^;}]*"
    r"|mask[a-z-]*:[^;}]*|unicode-bidi:[^;}]*)(?=[;}])"
)


def nothing_but_text(route: Route) -> None:
    """Let through what a browser at its safest level asks for."""
    if route.request.resource_type in BLOCKED:
        route.abort()
    else:
        route.continue_()


def without_what_is_new(route: Route) -> None:
    """Hand over a style sheet as an old browser understands it."""
    if route.request.resource_type == "stylesheet":
        answer = route.fetch()
        route.fulfill(response=answer, body=UNKNOWN.sub("", UNKNOWN_RULES.sub("", answer.text())))
    else:
        nothing_but_text(route)


@pytest.fixture
def text_alone(visit, system):
    """Somebody whose browser runs no scripts and shows no pictures."""

    def begun(language: str = "en", let=nothing_but_text) -> Walk:
        page = visit(viewport=NARROW, java_script_enabled=False)
        page.route("**/*", let)
        return Walk(page, system.intake_url, language)

    return begun


def is_usable(walk: Walk) -> None:
    """Look at a page as somebody who sees its text alone."""
    page = walk.page
    assert is_within_its_width(page), walk.path
    assert page.locator("h1").first.inner_text().strip(), walk.path
    assert page.locator(".exit__button").is_visible(), walk.path
    assert unnamed(walk) == [], walk.path
    assert page.locator("svg:not([aria-hidden=true])").count() == 0, walk.path


def unnamed(walk: Walk) -> list[str]:
    """The buttons and links that are seen and say nothing without a picture."""
    seen = walk.page.locator("button:visible, a:visible, summary:visible").all()
    return [each.evaluate("(it) => it.outerHTML") for each in seen if not each.inner_text().strip()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("let", [nothing_but_text, without_what_is_new], ids=["safest level", "old browser"])
def test_the_whole_way_goes_with_text_alone(text_alone, language, let):
    walk = text_alone(language, let)
    walk.open()
    is_usable(walk)

    pages = walk.by_keys({"path": "witnessed", "age": "adult", "account": ACCOUNT[language]}, is_usable)

    assert pages[-1] == "sent"
    is_usable(walk)


@pytest.mark.parametrize("let", [nothing_but_text, without_what_is_new], ids=["safest level", "old browser"])
def test_a_file_is_added_and_named_with_text_alone(text_alone, let):
    walk = text_alone(let=let)
    walk.to_the_files()

    walk.page.set_input_files("#id_file", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"picture"}])
    walk.press("#files button")

    is_usable(walk)
    assert "a.jpg" in walk.page.locator("main").inner_text()


@pytest.mark.parametrize("let", [nothing_but_text, without_what_is_new], ids=["safest level", "old browser"])
def test_somebody_comes_back_and_writes_with_text_alone(text_alone, let):
    walk = text_alone(let=let)
    walk.by_keys({"path": "witnessed", "age": "adult", "account": ACCOUNT["en"]})
    walk.open("code")
    code = " ".join(walk.page.locator(".code__group").all_inner_texts())
    walk.press(".exit__button")
    walk.open("return")
    walk.page.fill("#id_code", code)
    walk.press("main form button")
    is_usable(walk)

    walk.open("return/messages")
    is_usable(walk)
    walk.page.fill("textarea", "One thing more.")
    walk.onward()

    is_usable(walk)


@pytest.mark.parametrize(
    "path", ["form/date", "form/map", "form/voice", "later", "code", "info/now", "info/private", "return"]
)
@pytest.mark.parametrize("let", [nothing_but_text, without_what_is_new], ids=["safest level", "old browser"])
def test_the_other_pages_are_usable_with_text_alone(text_alone, path, let):
    walk = text_alone(let=let)
    walk.begin()

    walk.open(path)

    is_usable(walk)


@pytest.fixture
def old(visit, system) -> Walk:
    """Somebody whose browser reads the shared scripts, and stumbles over the newer words of all others."""
    page = visit(viewport=NARROW)
    page.route(
        "**/*.js", lambda route: route.continue_() if OLD.search(route.request.url) else route.fulfill(body="a ?.")
    )
    return Walk(page, system.intake_url)


def test_an_old_browser_adds_a_file_although_its_script_does_not_run(old):
    old.to_the_files()
    old.page.set_input_files("#id_file", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"picture"}])
    old.press("#files button")

    assert "a.jpg" in old.page.locator(".files__list").inner_text()
    assert old.page.locator(".files__remove").is_visible()


def test_an_old_browser_is_shown_how_to_add_a_recording(old):
    old.begin()
    old.open("form/voice")

    assert old.page.get_by_text("This browser cannot record here.").is_visible()
    assert not old.page.locator("#voice").is_visible()


def test_a_place_is_marked_by_names_where_no_picture_is_shown(text_alone):
    walk = text_alone()
    walk.begin()
    walk.open("form/map")
    assert walk.page.locator(".map__picture").get_attribute("alt") == "Map. Press where it was."

    walk.page.locator("#country").select_option("UA")
    walk.press("button[name=go]")
    walk.press("button[name=town]")

    assert "within about 10 km" in walk.page.locator("main p[role=status]").inner_text()
