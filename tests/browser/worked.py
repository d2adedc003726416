"""A desk on which much has been done: reports of every standing, worked on by the demonstration's officers."""

import html
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit

from django.test import override_settings
from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Page
from tests.browser.officers import reload_until, sign_in
from tests.casework.full_report import WORDS, FullReport
from tests.factories import documents
from tests.factories.handed_over import zip_of
from tests.factories.situations import File, Sending
from tests.navigators.pictures import invented_picture

from affiant.config.casework_keys import Casework
from affiant.config.env import Environment

LINE: Final = WORDS.partition("\n")[0]
OFFICERS: Final = ("duty", "investigator", "supervisor", "liaison", "auditor", "administrator")
PICTURE: Final = File(invented_picture(), "двір школи.png", "image/png")
SPOKEN: Final = File(b"invented words", "a" * 300 + ".ogg", "audio/ogg")
DOCUMENT: Final = File(documents.docx(*WORDS.split("\n"), "w" * 300), "опис.docx", "application/octet-stream")
ARABIC: Final = "عند الفجر دخل رجال مسلّحون إلى المدرسة المُختلَقة.\n\nبقينا في القبو."
REPORTS: Final[tuple[tuple[Sending, list[str]], ...]] = (
    (
        FullReport(files=(PICTURE, SPOKEN), said={"spoken": "2"}),
        ["assign", "translate", "note", "scope", "lawyer", "propose-share", "confirm"],
    ),
    (FullReport(files=(PICTURE, DOCUMENT)), ["assign", "propose-nfa"]),
    (FullReport(files=()), ["assign", "scope", "suspend"]),
    (FullReport(files=(), said={"age": ("child",), "danger": ("yes",)}), []),
    (FullReport(files=(), said={"danger": ("yes",)}), ["acknowledge", "assign"]),
    (Sending(files=(), language="ar", text=ARABIC), ["assign", "note"]),
    (FullReport(files=(), rehearsal=True), []),
)
ERRORS: Final = re.compile(r'govuk-error-summary".{0,2000}', re.DOTALL)
REFERRAL: Final = re.compile(r'href="(/referrals/[0-9a-f-]{36}/)"')
EXHIBIT: Final = re.compile(r'href="(/exhibits/[0-9a-f-]{36}/)"')
OK: Final = HTTPStatus.OK
LINK: Final = re.compile(r'(?:href|src)="([/?][^"#]*)')
MOST_OF_A_KIND: Final = 8  # pages of one kind that are read to find the fullest
FULLEST: Final = 2  # pages of one view that are worth a look


@dataclass(frozen=True, slots=True)
class Clerk:
    """An officer who reads and writes without looking: by the browser's own session, without its window."""

    page: Page
    address: str

    def read(self, path: str) -> tuple[int, str]:
        answer = self.page.context.request.get(f"{self.address}{path}")
        kind = answer.headers.get("content-type", "")
        return answer.status, answer.text() if kind.startswith("text/html") else ""

    def post(self, path: str, **fields: str) -> str:
        """Send a form; return the path that it led to."""
        answer = self.page.context.request.post(f"{self.address}{path}", form=fields, headers=self._token())
        return self._followed(path, answer)

    def send(self, path: str, *, file: tuple[str, str, bytes], **fields: str) -> str:
        """Send a form with a file; return the path that it led to."""
        name, kind, content = file
        sent = {**fields, "file": {"name": name, "mimeType": kind, "buffer": content}}
        answer = self.page.context.request.post(f"{self.address}{path}", multipart=sent, headers=self._token())
        return self._followed(path, answer)

    def _token(self) -> dict[str, str]:
        cookies = {each["name"]: each["value"] for each in self.page.context.cookies()}
        return {"X-CSRFToken": cookies["affiant_casework_csrf"]}

    def _followed(self, path: str, answer: APIResponse) -> str:
        assert answer.ok, (path, answer.status)
        refused = ERRORS.search(answer.text()) if answer.headers["content-type"].startswith("text/html") else None
        assert not refused, (path, refused)
        return answer.url.removeprefix(self.address)


@dataclass(frozen=True, slots=True)
class Stand:
    """One page of the officers' face, and who opens it."""

    officer: str
    path: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """A system with work on it, an officer of every role, and every page that their links lead to."""

    system: Any
    windows: dict[str, Page]
    stands: dict[str, list[Stand]]  # by the name of the view, the fullest first
    dead: list[str]  # links that lead to nothing, or to what this officer may not open

    def pages(self, name: str) -> list[Stand]:
        """The pages of a view that are worth a look; what is downloaded is none."""
        return [stand for stand in self.stands.get(name, []) if stand.size][:FULLEST]


def lay_out(system: Any, windows: dict[str, Page]) -> Desk:
    """Bring reports in, work on them, and walk every link of every role."""
    for username, page in windows.items():
        sign_in(page, system, username)
    _bring_in(system)
    clerks = {name: Clerk(page, system.casework_url) for name, page in windows.items()}
    _share(system, windows, clerks)
    _write(clerks["investigator"])
    _take_in(clerks["supervisor"])
    _await_reading(clerks["investigator"])
    stands: dict[str, dict[str, Stand]] = {}
    dead = [link for name in OFFICERS for link in _walk(clerks[name], name, stands)]
    fullest = {name: sorted(found.values(), key=lambda stand: -stand.size) for name, found in stands.items()}
    return Desk(system, windows, fullest, dead)


def _bring_in(system: Any) -> None:
    """Deliver the reports and let the demonstration's officers work on each."""
    sendings = [replace(sending, id=f"{number:032x}") for number, (sending, _) in enumerate(REPORTS, start=0xA0)]
    with override_settings(AFFIANT=Casework.load(Environment.read({"AFFIANT_HOME": str(system.home)}))):
        envelopes = [sending.deliver() for sending in sendings]
    tasks = [
        {"envelope": envelope, "situation": "ukraine", "officers": acts}
        for envelope, (_, acts) in zip(envelopes, REPORTS, strict=True)
    ]
    (system.home / "demo" / "tasks.json").write_text(json.dumps(tasks))
    system.system.command("casework", "demo_work")


def _share(system: Any, windows: dict[str, Page], clerks: dict[str, Clerk]) -> None:
    """Name an offence, code an incident, and seal a package: what the demonstration's officers leave undone."""
    _, queue = clerks["liaison"].read("/queue/?stage=sharing")
    (referral,) = set(REFERRAL.findall(queue))
    classification = f"{referral}classification/"
    clerks["investigator"].post(
        classification, article="8(2)(b)(ix)", conflict="international", grounds="A school is named."
    )
    incident = {
        "what": "People were held in a cellar",
        "precision": "unknown",
        "when_edtf": "2022-03-14~",
        "passage": LINE,
    }
    named = {f"incident-{name}": said for name, said in incident.items()}
    clerks["investigator"].post(f"{classification}incidents/", **named)
    _, form = clerks["liaison"].read(f"{referral}package/")
    partner = re.search(r'name="partner"[^>]*value="([^"]+)"', form) or re.search(r'value="([0-9a-f-]{36})"', form)
    assert partner, form
    package = clerks["liaison"].post(f"{referral}package/", partner=partner[1], conditions="For this case only.")
    clerks["supervisor"].post(f"{package}approve/")
    windows["supervisor"].goto(f"{system.casework_url}{package}")
    reload_until(windows["supervisor"], "Download the sealed package")


def _write(clerk: Clerk) -> None:
    """Write to a person, and leave a message with a file half written."""
    _, queue = clerk.read("/queue/?stage=sharing")
    (referral,) = set(REFERRAL.findall(queue))
    clerk.post(f"{referral}reply/", text="Дякуємо.")
    draft = clerk.post(
        f"{referral}messages/write/", text="Дякуємо ще раз.", language="uk", template="", asks="", keep="1"
    )
    version = re.search(r'name="version" value="(\d+)"', clerk.read(draft)[1])
    assert version, draft
    clerk.send(f"{draft}files/", version=version[1], file=("note.txt", "text/plain", b"An invented note."))


def _take_in(clerk: Clerk) -> None:
    """Enter an organisation, and load a table of which one line is wrong."""
    clerk.post("/organisations/", name="Invented Aid", organisation_id="")
    _, form = clerk.read("/handovers/new/")
    organisation = re.search(r'<option value="([0-9a-f]{32})"', form)
    assert organisation, form
    file = ("reports.zip", "application/zip", zip_of(5, wrong=(2,)))
    kept = clerk.send("/handovers/new/", organisation=organisation[1], how="On a stick, by hand", end="1", file=file)
    clerk.page.goto(f"{clerk.address}{kept}")
    reload_until(clerk.page, "Waits for a decision")


def _await_reading(clerk: Clerk) -> None:
    """Wait until the worker has read the document that came."""
    _, queue = clerk.read("/queue/?situation=ukraine&stage=all")
    referrals = [clerk.read(path)[1] for path in set(REFERRAL.findall(queue))]
    exhibits = {path for page in referrals for path in EXHIBIT.findall(page)}
    (document,) = [path for path in exhibits if "Text of this file" in clerk.read(path)[1]]
    clerk.page.goto(f"{clerk.address}{document}")
    reload_until(clerk.page, "Read the text")


def _walk(clerk: Clerk, officer: str, stands: dict[str, dict[str, Stand]]) -> list[str]:
    """Follow every link from the start page on; keep the fullest page of each kind; return links that lead nowhere."""
    waiting, known, dead = _entrances(clerk), set(), []
    read: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        kind = _kind(path)
        if path in known or read[kind] >= MOST_OF_A_KIND or path.startswith("/static/"):
            continue
        known.add(path)
        read[kind] += 1
        status, page = clerk.read(path)
        if status == OK:
            _keep(stands.setdefault(_name(path), {}), kind, Stand(officer, path, len(page)))
        else:
            dead.append(f"{officer}: {path} answers {status}")
        waiting += [urljoin(path, html.unescape(link)) for link in LINK.findall(page)]
        waiting += [f"{path}?show=1"] if kind == "exhibit []" else []  # the one page behind a button that asks first
    return dead


def _entrances(clerk: Clerk) -> list[str]:
    """Where a walk begins: the start page, what was searched for, and what no link leads to."""
    status, _ = clerk.read("/search/")
    searched = [clerk.post("/search/", text="школа", order="best")] if status == OK else []
    worked_on = ["/queue/?situation=ukraine&stage=all"] if status == OK else []
    return [*worked_on, "/", "/account/reauthenticate/", "/account/inactive/", *searched]


def _name(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""


def _kind(path: str) -> str:
    """Two addresses are of one kind if they show the same view with the same sorts of filters."""
    return f"{_name(path)} {sorted(parse_qs(urlsplit(path).query))}"


def _keep(found: dict[str, Stand], kind: str, stand: Stand) -> None:
    if kind not in found or found[kind].size < stand.size:
        found[kind] = stand
