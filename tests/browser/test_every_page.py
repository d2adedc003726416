"""Every page of the public face is for everybody: in four languages, enlarged four times, with a keyboard alone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from tests.navigators import barriers, everywhere
from tests.navigators.public_pages import ACCOUNT, Walk

from affiant.config import languages

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1280, "height": 900}
ENLARGED = {"width": 320, "height": 256}  # what 1280 by 1024 shows at 400 %
STATES = {
    "anybody": everywhere.TO_ANYBODY,
    "writing": (*everywhere.WHILE_WRITING, *everywhere.KEEPING),
    "sent": everywhere.AFTER_SENDING,
}
PAGES = [(state, path) for state, paths in STATES.items() for path in paths]


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
    walk.page.set_viewport_size(ENLARGED)
    walk.open(path)

    assert barriers.look(walk.page) == barriers.NONE
    assert walk.page.locator("html").get_attribute("lang") == language
    walk.page.set_viewport_size(DESKTOP)
    assert barriers.wider(walk.page) == []
