"""The pages that can be read before, beside and after a report, as data.

A page's address and its title stand in a browser's history: neither says what the site is about. Its heading does.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Shelf(Enum):
    """Where a page stands in the list of all pages."""

    NOW = _("If you need help now")
    BEFORE = _("Before you decide")
    AFTER = _("What becomes of it")
    SITE = _("About this site")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name is its address and its template; `near` are the pages that follow from it."""

    name: str
    shelf: Shelf
    title: str | Promise
    heading: str | Promise
    near: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The file that holds its words."""
        return f"guidance/{self.name.replace('-', '_')}.html"


# Translators: "Page title": it stays in the browser's history and must not say what the site is about. Keep it short.
ALL: Final = (
    Page("now", Shelf.NOW, _("Numbers to call"), _("Am I safe now?"), ("support", "other-ways", "arriving")),
    Page("support", Shelf.NOW, _("Support"), _("Organisations that help"), ("now", "other-ways")),
    Page("arriving", Shelf.NOW, _("On arrival"), _("Help when you arrive in the country"), ("now", "support", "next")),
    Page("words", Shelf.BEFORE, _("What the words mean"), _("What core international crimes are"), ("helps", "who")),
    Page("helps", Shelf.BEFORE, _("What helps us"), _("What we look for, and what we do not"), ("words", "keeping")),
    Page("keeping", Shelf.BEFORE, _("Keeping files"), _("How to keep evidence"), ("chats", "helps")),
    Page("chats", Shelf.BEFORE, _("Saving messages"), _("How to save a chat"), ("keeping",)),
    Page("other-ways", Shelf.BEFORE, _("Other ways"), _("Ways that do not involve us"), ("support", "who")),
    Page("next", Shelf.AFTER, _("What happens next"), _("What happens to a report"), ("who", "private")),
    Page("who", Shelf.AFTER, _("Who may receive it"), _("Who may receive a report"), ("private", "next")),
    Page("private", Shelf.AFTER, _("What stays private"), _("Confidentiality, and its limits"), ("privacy", "who")),
    Page("privacy", Shelf.SITE, _("Privacy"), _("How we handle what you send"), ("private", "cookies")),
    Page("cookies", Shelf.SITE, _("Cookies"), _("Cookies"), ("privacy",)),
    Page("accessibility", Shelf.SITE, _("Accessibility"), _("Accessibility statement"), ("feedback",)),
    Page("feedback", Shelf.SITE, _("Feedback"), _("Tell us how this site works for you"), ("accessibility", "next")),
)
BY_NAME: Final = {page.name: page for page in ALL}
# What the first page leads to beside the pages for safety.
FIRST: Final = tuple(BY_NAME[name] for name in ("words", "helps", "keeping", "next", "who", "private"))


def near(page: Page) -> tuple[Page, ...]:
    """Give the pages that follow from a page."""
    return tuple(BY_NAME[name] for name in page.near)


def shelves() -> tuple[tuple[Shelf, tuple[Page, ...]], ...]:
    """Give all pages, shelf by shelf."""
    return tuple((shelf, tuple(page for page in ALL if page.shelf is shelf)) for shelf in Shelf)
