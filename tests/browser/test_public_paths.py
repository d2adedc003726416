"""Each path of the form, in each language: by a browser with scripts, by one without, by nothing but forms."""

import json
from collections.abc import Iterator, Mapping
from itertools import cycle, product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.navigators.public_pages import ACCOUNT, OWN, Walk, check_whole

from affiant.config import languages
from affiant.operate.rehearse.reporter import Report, send
from affiant.operate.visit import Form, Visit
from affiant.operate.visit import Page as Read

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
PATHS = ("experienced", "witnessed", "told", "material", "person", "behalf", "officer")
TOLD = ["start", "age", "account", "code", "place"]
ASKED = ["files", "earlier", "safety", "needs", "wishes", "reach", "check", "sent"]
# Each language is walked on a telephone and at a desk, with scripts and without. Half of these kinds of browser show
# every page of a way; all of them show what is a path's own, and send. Widths of pages are held in test_every_page.py.
KINDS = [
    pytest.param(viewport, scripts, language, id=f"{language} {'scripts' if scripts else 'plain'} {place}")
    for language, scripts, (place, viewport) in product(
        languages.CODES, (True, False), (("phone", PHONE), ("desk", DESKTOP))
    )
]
WHOLE_WAY = KINDS[0::4] + KINDS[3::4]


@pytest.fixture(scope="module")
def browsers(browser: Browser) -> Iterator[Any]:
    """Open a page as one kind of browser has it; the next visit has the same browser without its cookies."""
    pages: dict[tuple[bool, int], Page] = {}

    def page(viewport: dict[str, int], *, scripts: bool) -> Page:
        kind = (scripts, viewport["width"])
        if kind not in pages:
            pages[kind] = browser.new_context(viewport=viewport, java_script_enabled=scripts).new_page()
        pages[kind].context.clear_cookies()
        return pages[kind]

    yield page
    for each in pages.values():
        each.context.close()


@pytest.mark.parametrize(
    ("viewport", "scripts", "language", "path"),
    [pytest.param(*kind.values, path, id=f"{kind.id} {path}") for kind, path in zip(WHOLE_WAY, cycle(PATHS))],
)
def test_the_whole_way_page_by_page(system, browsers, path, language, scripts, viewport):
    walk = Walk(browsers(viewport, scripts=scripts), system.intake_url, language)

    pages = walk.by_keys({"path": path, "age": "adult", "account": ACCOUNT[language]}, check_whole)

    assert pages == [*TOLD, *([OWN[path]] if path in OWN else []), *ASKED]


class Watched(Visit):
    """A visit without scripts that notes the pages it went through."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.pages: list[str] = []

    def submit(
        self, page: Read, form: Form, answers: Mapping[str, str | list[str]], headers: Mapping[str, str] | None = None
    ) -> Read:
        """Note the page, then send its form."""
        self.pages.append(page.address.partition("?")[0].rpartition("/")[2])
        return super().submit(page, form, answers, headers)


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", PATHS)
def test_each_path_leads_to_the_receipt_with_nothing_but_forms(system, path, language):
    with Watched(system.intake_url) as person:
        sent = send(person, Report(language, {"path": path, "age": "adult", "account": ACCOUNT[language]}))

    expected = [*TOLD, *([OWN[path]] if path in OWN else []), *ASKED]
    assert person.pages == [page for page in expected if page not in {"code", "sent"}]
    assert len(sent.code.split()) == 7
    assert json.loads(sent.receipt)["receipt"]["files"] == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("viewport", "scripts", "language"), KINDS)
def test_each_path_leads_to_the_receipt(system, browsers, path, language, scripts, viewport):
    walk = Walk(browsers(viewport, scripts=scripts), system.intake_url, language)
    own = OWN.get(path, "earlier")

    walk.unseen("start", "age", path=path, age="adult")
    walk.open("form/account")
    walk.by_key({"account": ACCOUNT[language]})
    walk.open(f"form/{own}")
    check_whole(walk)
    walk.by_key({})
    walk.unseen("earlier", "safety", "needs", "wishes", "reach")
    walk.open("form/check")

    assert walk.to_the_receipt({}, check_whole) == ["check", "sent"]


@pytest.mark.parametrize(("viewport", "scripts", "language"), KINDS)
def test_a_child_goes_the_short_way(system, browsers, language, scripts, viewport):
    walk = Walk(browsers(viewport, scripts=scripts), system.intake_url, language)

    pages = walk.by_keys({"age": "child", "young_safe": "unsure", "wish_contact": "yes"}, check_whole)

    assert pages == ["start", "age", "young", "code", "reach", "wishes", "check", "sent"]
