"""A visit to the public face as a person's browser makes it: pages, links, forms, cookies, tus."""

import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, Self
from urllib.parse import urljoin

import httpx

from affiant.core.errors import AffiantError

PATCH_BYTES: Final = 8 * 1024**2
TUS: Final = {"Tus-Resumable": "1.0.0"}
CHOSEN_BY_CHECK: Final = frozenset({"radio", "checkbox"})
NOT_SENT: Final = frozenset({"submit", "button", "file", "image", "reset"})


class Unexpected(AffiantError):
    """The site answered otherwise than it promises; the text says where, never what was written."""


@dataclass(slots=True)
class Form:
    """A form as it stands on a page, with what it would send untouched."""

    id: str
    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Page:
    """A page that has been read."""

    address: str
    status: int
    forms: list[Form]
    links: list[str]
    texts: dict[str, str]  # by the id of the element that holds them

    def form(self, identity: str) -> Form:
        """Return the form with this id.

        Raises:
            Unexpected: there is none.
        """
        for form in self.forms:
            if form.id == identity:
                return form
        raise Unexpected(f"no form {identity} on {self.address}")

    def link(self, fragment: str) -> str:
        """Return the first link whose address holds `fragment`.

        Raises:
            Unexpected: there is none.
        """
        for link in self.links:
            if fragment in link:
                return link
        raise Unexpected(f"no link to {fragment} on {self.address}")


class _Reader(HTMLParser):
    """Reads forms, links and named texts out of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.texts: dict[str, str] = {}
        self._form: Form | None = None
        self._area: str | None = None
        self._select = ""
        self._named: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self._named.append((tag, given["id"]))
            self.texts.setdefault(given["id"], "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self._form = Form(given.get("id", ""), given.get("action", ""))
            self.forms.append(self._form)
        elif self._form and tag == "input":
            self._take_input(self._form, given)
        elif self._form and tag == "select":
            self._select = given.get("name", "")
            self._form.names.add(self._select)
        elif self._form and tag == "option" and self._select and "selected" in given:
            self._take(self._form, self._select, given.get("value", ""))
        elif self._form and tag == "textarea":
            self._area = given.get("name")
            self._take(self._form, given.get("name", ""), "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = ""
        for place in reversed(range(len(self._named))):
            if self._named[place][0] == tag:
                del self._named[place]
                return

    def handle_data(self, data: str) -> None:
        if self._form and self._area:
            self._form.values[self._area][-1] += data
        for _, identity in self._named:
            self.texts[identity] += data

    def _take_input(self, form: Form, given: Mapping[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        form.names.add(name)
        if kind in NOT_SENT or (kind in CHOSEN_BY_CHECK and "checked" not in given):
            return
        self._take(form, name, given.get("value", ""))

    def _take(self, form: Form, name: str, value: str) -> None:
        form.names.add(name)
        form.values.setdefault(name, []).append(value)


class Visit:
    """One browser's visit: it keeps cookies and nothing else."""

    def __init__(self, address: str) -> None:
        """Visit the public face at `address`."""
        self._client = httpx.Client(base_url=address, follow_redirects=True, timeout=120, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def open(self, address: str) -> Page:
        """Follow a link.

        Raises:
            Unexpected: the answer is not a page.
        """
        return _read(self._client.get(address))

    def download(self, address: str) -> bytes:
        """Return the file behind a link.

        Raises:
            Unexpected: it is not there.
        """
        return _checked(self._client.get(address)).content

    def submit(
        self, page: Page, form: Form, answers: Mapping[str, str | list[str]], headers: Mapping[str, str] | None = None
    ) -> Page:
        """Fill in what the form asks of `answers`, leave the rest as it stands, and send it.

        Raises:
            Unexpected: the answer is not a page.
        """
        asked = {name: answer for name, answer in answers.items() if name in form.names}
        sent = {**form.values, **asked}
        address = urljoin(page.address, form.action or page.address)
        own = {"Referer": page.address, **(headers or {})}
        return _read(self._client.post(address, data=sent, headers=own))

    def press(self, page: Page, form: Form, name: str, value: str) -> Page:
        """Send a form as it stands by one of its buttons.

        Raises:
            Unexpected: the answer is not a page.
        """
        return self.submit(page, replace(form, values={**form.values, name: [value]}), {})

    def upload(self, file: Path, kind: str, progress: Callable[[int], object] = lambda _: None) -> None:
        """Send a file by tus, whatever its name and content.

        Raises:
            Unexpected: the server refuses it, or counts otherwise.
        """
        size = file.stat().st_size
        created = _checked(self._client.post("/files/", headers={**TUS, **_facts(file, kind, size)}))
        address = created.headers["Location"]
        with file.open("rb") as content:
            offset = 0
            while offset < size:
                piece = content.read(PATCH_BYTES)
                offset = self._patch(address, offset, piece)
                progress(offset)

    def _patch(self, address: str, offset: int, piece: bytes) -> int:
        headers = {**TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        answer = _checked(self._client.patch(address, content=piece, headers=headers))
        if answer.headers["Upload-Offset"] != str(offset + len(piece)):
            raise Unexpected("the server counts other bytes than were sent")
        return offset + len(piece)


def _facts(file: Path, kind: str, size: int) -> dict[str, str]:
    name = base64.b64encode(os.fsencode(file.name)).decode()
    return {"Upload-Length": str(size), "Upload-Metadata": f"filename {name},filetype {_base64(kind)}"}


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_error:
        raise Unexpected(f"{answer.status_code} at {answer.request.method} {answer.url.path}")
    return answer


def _read(answer: httpx.Response) -> Page:
    reader = _Reader()
    reader.feed(_checked(answer).text)
    return Page(str(answer.url), answer.status_code, reader.forms, reader.links, reader.texts)
