"""The reporter's part of a rehearsal: from the landing page to the receipt, and the way back."""

import json
import mimetypes
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from affiant.operate.visit import Form, Page, Unexpected, Visit

MOST_PAGES: Final = 40
MARK_HEADER: Final = "Affiant-Rehearsal"
BETWEEN_LOOKS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported: answers by the names of the form's fields, and files."""

    language: str
    answers: Mapping[str, str | list[str]]
    files: Sequence[Path] = ()
    token: str = ""  # marks the report as a rehearsal; only an operator has it
    moves: Sequence[str] = ()  # on the map, from the whole Earth to the place whose middle is marked
    date: Mapping[str, str] = field(default_factory=dict)  # marked in the calendar, part by part


@dataclass(slots=True)
class Sent:
    """What the reporter has in hand after sending."""

    receipt: bytes
    code: str = field(repr=False, default="")

    @property
    def envelope(self) -> str:
        """The envelope's id, as the receipt names it."""
        return str(json.loads(self.receipt)["receipt"]["envelope"])


def send(visit: Visit, report: Report) -> Sent:
    """Go from the landing page through every question to the receipt.

    Raises:
        Unexpected: a page answers otherwise than the site promises.
    """
    page = visit.open(f"/{report.language}/")
    page = visit.open(urljoin(page.address, page.link("/form/")))
    code = ""
    for _ in range(MOST_PAGES):
        code = page.texts.get("code", "").strip() or code
        if _path(page).endswith("/sent"):
            return Sent(visit.download(urljoin(page.address, page.link("receipt"))), code)
        page = _next(visit, page, report)
    raise Unexpected("the form has no end")


def _next(visit: Visit, page: Page, report: Report) -> Page:
    if _path(page).endswith("/code"):
        return visit.open(urljoin(page.address, page.link("/form/")))
    if _path(page).endswith("/form/files"):
        for file in report.files:
            visit.upload(file, mimetypes.guess_type(file.name)[0] or "application/octet-stream")
    if _path(page).endswith("/form/place"):
        _mark(visit, report)
    mark = {MARK_HEADER: report.token} if report.token else {}
    following = visit.submit(page, page.form("answers"), report.answers, mark)
    if following.address == page.address:
        raise Unexpected(f"{page.address} does not lead on")
    return following


def _mark(visit: Visit, report: Report) -> None:
    if report.moves:
        page = visit.open(f"/{report.language}/form/map")
        for move in report.moves:
            page = visit.press(page, page.form("answers"), "move", move)
        visit.press(page, page.form("answers"), "middle", "yes")
    if report.date:
        page = visit.open(f"/{report.language}/form/date")
        visit.submit(page, page.form("answers"), report.date)


def _path(page: Page) -> str:
    return urlsplit(page.address).path


def collected_receipt(visit: Visit, sent: Sent, language: str, patience: float) -> bytes:
    """Come back with the return code and fetch the receipt once it holds the ledger's proof.

    Raises:
        Unexpected: the acknowledgement did not come in `patience` seconds.
    """
    page = visit.open(f"/{language}/return")
    page = visit.submit(page, _code_form(page), {"code": sent.code})
    until = time.monotonic() + patience
    while time.monotonic() < until:
        receipt = visit.download(urljoin(page.address, page.link("receipt")))
        if "collected" in json.loads(receipt):
            return receipt
        time.sleep(BETWEEN_LOOKS)
    raise Unexpected("no acknowledgement came back to the mailbox")


def _code_form(page: Page) -> Form:
    for form in page.forms:
        if "code" in form.names:
            return form
    raise Unexpected(f"no place for the return code on {page.address}")
