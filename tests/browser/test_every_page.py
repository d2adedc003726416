"""Every page of the public face is for everybody: in four languages, enlarged four times, with a keyboard alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from tests.navigators import everywhere
from tests.navigators.public_pages import ACCOUNT, Walk, violations

from affiant.config import languages

pytestmark = pytest.mark.browser
ENLARGED = {"width": 320, "height": 256}  # what 1280 by 1024 shows at 400 %
STATES = {
    "anybody": everywhere.TO_ANYBODY,
    "writing": (*everywhere.WHILE_WRITING, *everywhere.KEEPING),
    "sent": everywhere.AFTER_SENDING,
}
PAGES = [(state, path) for state, paths in STATES.items() for path in paths]
# Notes what the keyboard reaches, and whether a person can see where they are.
WATCH = """() => {
  const outlined = (style) => style.outlineStyle !== "none" && style.outlineWidth !== "0px";
  const marked = (style) => style.boxShadow !== "none" || outlined(style);
  const visible = (el) =>
    marked(getComputedStyle(el)) || [...(el.labels || [])].some((label) => marked(getComputedStyle(label, "::before")));
  window.reached = new Set();
  window.unseen = [];
  document.addEventListener("focusin", ({ target }) => {
    window.reached.add(target);
    if (!visible(target)) window.unseen.push(target.outerHTML.slice(0, 120));
  });
}"""
TO_REACH = """() => {
  const can = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'], audio[controls]";
  const groups = new Set();
  return [...document.querySelectorAll(can)].filter((el) => {
    if (el.disabled || el.tabIndex < 0 || !el.checkVisibility({ visibilityProperty: true })) return false;
    if (el.type !== "radio") return true;
    const first = !groups.has(el.name);
    groups.add(el.name);
    return first;
  });
}"""
MISSED = """(wanted) => wanted
  .filter((el) => !window.reached.has(el))
  .filter((el) => el.type !== "radio" || ![...window.reached].some((other) => other.name === el.name))
  .map((el) => el.outerHTML.slice(0, 120))"""
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter((el) => el.getBoundingClientRect().right > innerWidth + 1 || el.getBoundingClientRect().left < -1)
  .filter((el) => !el.closest(".govuk-visually-hidden, .govuk-skip-link, svg, [class*=visually-hidden]"))
  .map((el) => el.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Seen:
    """What stands in somebody's way on a page."""

    violations: list[str]
    missed: list[str]  # what no Tab key reaches
    unseen: list[str]  # what has the focus and does not show it
    first: str  # where the first Tab key leads
    wide: list[str]  # what is wider than the screen, if the page is


def look(page: Page) -> Seen:
    found = violations(page)
    wanted = page.evaluate_handle(TO_REACH)
    page.evaluate(WATCH)
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.getAttribute('href') || ''")
    press_tab(page, int(page.evaluate("(all) => all.length", wanted)))
    too_wide = page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return Seen(
        violations=found,
        missed=page.evaluate(MISSED, wanted),
        unseen=page.evaluate("() => window.unseen"),
        first=first,
        wide=page.evaluate(WIDER) if too_wide else [],
    )


def press_tab(page: Page, times: int) -> None:
    for _ in range(times + 2):  # the browser's own bar takes one
        page.keyboard.press("Tab")


@pytest.fixture(scope="module")
def person(system, browser: Browser) -> Iterator[Callable[[str, str], Walk]]:
    """Give somebody at an enlarged window who has done so much in this language; each is there once."""
    people: dict[tuple[str, str], Walk] = {}

    def come(language: str, state: str) -> Walk:
        if (language, state) not in people:
            context = browser.new_context(viewport=ENLARGED)
            people[language, state] = Walk(context.new_page(), system.intake_url, language)
            do(people[language, state], state)
        return people[language, state]

    yield come
    for walk in people.values():
        walk.page.context.close()


def do(walk: Walk, state: str) -> None:
    if state == "writing":
        walk.begin()
        walk.write()
    if state == "sent":
        walk.by_keys({"path": "witnessed", "age": "adult", "account": ACCOUNT[walk.language]})


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize(("state", "path"), PAGES, ids=[f"{state} {path or 'first'}" for state, path in PAGES])
def test_a_page_is_for_everybody(person, language, state, path):
    walk = person(language, state)
    walk.open(path)

    seen = look(walk.page)

    assert seen == Seen(violations=[], missed=[], unseen=[], first="#main-content", wide=[])
