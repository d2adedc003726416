"""Reads a page as a browser does that is about to send its form, and as a person does who reads it."""

from html.parser import HTMLParser

from django.http import HttpResponse


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.fields.setdefault(given["name"] or "", []).append(given.get("value") or "")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def fields(response: HttpResponse) -> dict[str, list[str]]:
    """The hidden fields of a page's form, without the form token."""
    form = _Form()
    form.feed(response.content.decode())
    return {name: values for name, values in form.fields.items() if name != "csrfmiddlewaretoken"}


def text(response: HttpResponse) -> str:
    """All that stands on a page, in one line."""
    page = _Text()
    page.feed(response.content.decode())
    return in_one_line(" ".join(page.texts))


def in_one_line(words: str) -> str:
    return " ".join(words.split())
