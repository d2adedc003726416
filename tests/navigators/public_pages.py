"""Walks the public face in a real browser."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page
from tests.navigators.barriers import is_within_its_width

ACCOUNT = {
    "en": "It was six in the morning.\n\nWe were in the cellar.",
    "uk": "Була шоста ранку.\n\nМи були в підвалі.",
    "ru": "Было шесть утра.\n\nМы были в подвале.",
    "ar": "كانت الساعة السادسة صباحًا.\n\nكنا في القبو.",
}


# The page that a path has of its own; it is not named after what was seen.
OWN = {
    "witnessed": "seen",
    "told": "told",
    "material": "material",
    "person": "person",
    "behalf": "behalf",
    "officer": "helping",
}
ONWARD = "#answers .govuk-button:not(.govuk-button--secondary)"
HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|as)" value="(\w*)"')
KEEP = "main a.govuk-button"
SPOKEN = {"account", "young_say", "place_where", "name"}  # what is answered in words, and not by choosing


@dataclass
class Walk:
    """One person at one browser, in one language."""

    page: Page
    address: str
    language: str = "en"

    def open(self, path: str = "") -> None:
        self.page.goto(f"{self.address}/{self.language}/{path}")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path.removeprefix(f"/{self.language}/")

    def press(self, place: str) -> None:
        """Press what leads to another page, and wait until that page stands."""
        with self.page.expect_navigation():
            self.page.locator(place).first.click()

    def onward(self) -> None:
        self.press(ONWARD)

    def choose(self, question: str, answer: str) -> None:
        self.page.locator(f'input[name="{question}"][value="{answer}"]').check()

    def begin(self, path: str = "witnessed") -> None:
        """Go as far as the account."""
        self.open("form/start")
        self.choose("path", path)
        self.onward()
        self.onward()

    def write(self) -> None:
        self.page.fill("#id_account", ACCOUNT[self.language])
        self.onward()

    def keep_the_code(self) -> str:
        code = " ".join(self.page.locator(".code__group").all_inner_texts())
        self.press("main .govuk-button:not(.govuk-button--secondary)")
        return code

    def to_the_files(self) -> None:
        self.begin()
        self.write()
        self.open("form/files")

    def by_keys(self, answers: Mapping[str, str], look: Callable[["Walk"], object] = lambda _: None) -> list[str]:
        """Go from the first page to the receipt with a keyboard alone; look at each page, and name them."""
        self.open("form/start")
        return self.to_the_receipt(answers, look)

    def to_the_receipt(self, answers: Mapping[str, str], look: Callable[["Walk"], object]) -> list[str]:
        """Go on from here with a keyboard alone; look at each page, and name them."""
        pages = [self.path]
        while self.path != "sent":
            look(self)
            self.by_key(answers)
            pages.append(self.path)
        look(self)
        return [page.removeprefix("form/") for page in pages]

    def by_key(self, answers: Mapping[str, str]) -> None:
        """Answer this page and go on, with a keyboard alone."""
        self._answer(answers)
        here = self.page.url
        self.page.locator(KEEP if self.path == "code" else ONWARD).first.press("Enter")
        self.page.wait_for_url(lambda url: url != here, wait_until="domcontentloaded")

    def unseen(self, *names: str, **answers: str) -> None:
        """Answer pages in this browser's visit without showing them."""
        for name in names:
            address = f"{self.address}/{self.language}/form/{name}"
            visit = self.page.context.request
            hidden = dict(HIDDEN.findall(visit.get(address).text()))
            visit.post(address, form={**hidden, **answers}, max_redirects=0)

    def _answer(self, answers: Mapping[str, str]) -> None:
        for question in self._asked() & answers.keys():
            if question in SPOKEN:
                self.page.fill(f'[name="{question}"]', answers[question])
            else:
                self.page.locator(f'[name="{question}"][value="{answers[question]}"]').press(" ")

    def _asked(self) -> set[str]:
        return set(self.page.locator("#answers [name]").evaluate_all("found => found.map(each => each.name)"))

    def sentences(self) -> str:
        return self.page.locator("main").inner_text()


def check_whole(walk: Walk) -> None:
    """Hold a page to the width of its screen, to one heading and to the language that was asked for."""
    assert is_within_its_width(walk.page)
    assert walk.page.locator("h1").count() == 1
    assert walk.page.locator("html").get_attribute("lang") == walk.language
