"""Walks the public face in a real browser."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ACCOUNT = {
    "en": "It was six in the morning.\n\nWe were in the cellar.",
    "uk": "Була шоста ранку.\n\nМи були в підвалі.",
    "ru": "Было шесть утра.\n\nМы были в подвале.",
    "ar": "كانت الساعة السادسة صباحًا.\n\nكنا في القبو.",
}


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
        self.press("#answers .govuk-button")

    def begin(self) -> None:
        """Go as far as the account, which is the first page after a draft stands."""
        self.open("form/know")
        self.page.locator("#id_know-2").check()
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

    def sentences(self) -> str:
        return self.page.locator("main").inner_text()


def violations(page: Page) -> list[str]:
    """What axe finds on a page, by the names of its rules."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


def is_within_its_width(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
