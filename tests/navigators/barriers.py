"""Finds what stands in somebody's way on a page: for axe, for a keyboard alone, for a narrow screen."""

from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import CDPSession, Page

# Every rule of axe; only what it finds comes back, since a report of all that is well is longer than the page. Style
# sheets are not loaded a second time: one rule alone reads them, an experiment of axe that does not run by itself.
RUN: Final = """async () => (await axe.run({ resultTypes: ["violations"], preload: { assets: ["media"] } })).violations
  .map((found) => `${found.id}: ${found.nodes[0].html}`)"""
# Notes what the keyboard reaches, and whether a person can see where they are.
WATCH: Final = """() => {
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
TO_REACH: Final = """() => {
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
# A day, and a time of day, are several fields and a button to the keyboard.
STEPS: Final = "(wanted) => wanted.reduce((sum, el) => sum + (['date', 'time'].includes(el.type) ? 4 : 1), 0)"
MISSED: Final = """(wanted) => wanted
  .filter((el) => !window.reached.has(el))
  .filter((el) => el.type !== "radio" || ![...window.reached].some((other) => other.name === el.name))
  .map((el) => el.outerHTML.slice(0, 120))"""
WIDER: Final = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll("body *")]
    .filter((el) => el.getBoundingClientRect().right > innerWidth + 1 || el.getBoundingClientRect().left < -1)
    .filter((el) => !el.closest(".govuk-visually-hidden, .govuk-skip-link, svg, [class*=visually-hidden]"))
    .map((el) => el.outerHTML.slice(0, 120));
}"""


@dataclass(frozen=True, slots=True)
class Barriers:
    """What stands in somebody's way on a page; nothing, where every field is empty."""

    violations: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)  # what no Tab key reaches
    unseen: list[str] = field(default_factory=list)  # what has the focus and does not show it
    first: str = "#main-content"  # where the first Tab key leads
    wide: list[str] = field(default_factory=list)  # what is wider than the screen, if the page is


NONE: Final = Barriers()


def look(page: Page) -> Barriers:
    """Hold a page to every rule of axe, to a keyboard alone and to the width of its screen."""
    found, wide = violations(page), wider(page)
    wanted = page.evaluate_handle(TO_REACH)
    page.evaluate(WATCH)
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.getAttribute('href') || ''")
    press_tab(page, int(page.evaluate(STEPS, wanted)))
    return Barriers(found, page.evaluate(MISSED, wanted), page.evaluate("() => window.unseen"), first, wide)


def press_tab(page: Page, times: int) -> None:
    """Press the Tab key as often as there are things to reach."""
    for _ in range(times + 2):  # the browser's own bar takes one
        page.keyboard.press("Tab")


# A session of each page, which ends with it: ended before, it takes a passkey's token with it that a test had set up.
_SESSIONS: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


def violations(page: Page) -> list[str]:
    """What axe finds on a page, by the names of its rules."""
    if not page.evaluate("() => 'axe' in window"):
        _bring_axe(page)
    found: list[str] = page.evaluate(RUN)
    return found


def _bring_axe(page: Page) -> None:
    """Run axe's script as one of the page's own: the browser remembers what it made of it for the last page."""
    if page not in _SESSIONS:
        _SESSIONS[page] = page.context.new_cdp_session(page)
    _SESSIONS[page].send("Runtime.evaluate", {"expression": AXE_SCRIPT, "silent": True})


def wider(page: Page) -> list[str]:
    """What is wider than the screen; nothing, where the page is not."""
    found: list[str] = page.evaluate(WIDER)
    return found


def is_within_its_width(page: Page) -> bool:
    """Answer whether nobody has to move the page to and fro to read it."""
    return bool(page.locator("html").evaluate("page => page.scrollWidth <= page.clientWidth"))
