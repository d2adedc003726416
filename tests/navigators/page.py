"""Reads a page as a browser does that is about to send its form."""

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


def fields(response: HttpResponse) -> dict[str, list[str]]:
    """The hidden fields of a page's form, without the form token."""
    form = _Form()
    form.feed(response.content.decode())
    return {name: values for name, values in form.fields.items() if name != "csrfmiddlewaretoken"}
