"""An officer at their desk, as little of a browser as that needs: signs in, reads, searches, writes."""

import base64
import http.client
import random
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode, urlsplit

from affiant.operate import totp

PASSWORD: Final = "seven quiet herons walk"  # noqa: S105 - in a home that is thrown away
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
SEEN: Final = re.compile(r'name="([A-Z0-9-]+-seen)"(?: value="(\d+)")?')
SEARCHED: Final = ("повідомлення", "вимірювання", "вигадане language:uk", "повідомл*", "повідомленя~ stage:assigned")
QUEUES: Final = ("", "stage=all", "whose=mine", "flag=any", "stage=assigned&language=uk", "also=overdue&order=due")


class Way(StrEnum):
    """What a click is for."""

    QUEUE = "queue"
    READ = "referral"
    SEARCH = "search"
    HOME = "start page"
    NOTE = "note"
    TASK = "task"
    ASSIGN = "taking on"
    ANSWER = "checklist"


WEIGHTS: Final = {
    Way.QUEUE: 28, Way.READ: 34, Way.SEARCH: 8, Way.HOME: 5, Way.NOTE: 10, Way.TASK: 4, Way.ASSIGN: 4, Way.ANSWER: 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Click:
    """What an officer did and waited for; `mark` stands in what was kept, and is empty where nothing was."""

    way: Way
    milliseconds: float
    read: int  # pages with a witness's words that were shown
    mark: str = ""
    refused: bool = False


@dataclass
class Officer:
    """One of them, with a connection and a session of their own."""

    number: int
    port: int
    shared: Sequence[str]
    clicks: list[Click] = field(default_factory=list)
    _cookies: dict[str, str] = field(default_factory=dict)
    _secret: str = field(default_factory=lambda: base64.b32encode(secrets.token_bytes(20)).decode())
    _read: int = 0

    def __post_init__(self) -> None:
        """Open the connection; by the name that the face is bound to."""
        self._line = http.client.HTTPConnection("localhost", self.port, timeout=120)

    def enrol(self, *, at: datetime) -> None:
        """Make the account, as an administrator does."""
        from affiant.ground.accounts import factors, services
        from affiant.ground.accounts.roles import Role

        made = services.create_officer(
            username=f"desk{self.number}",
            display_name=f"Desk {self.number}",
            password=PASSWORD,
            roles=[Role.INVESTIGATOR],
            at=at,
        )
        factors.give_totp(officer=made, secret=self._secret)

    def sign_in(self) -> bool:
        """Give password and code; return False if too many came from this address in the last minute."""
        self._ask("GET", "/account/login/")
        login = self._form(login=f"desk{self.number}", password=PASSWORD)
        status, _, way = self._ask("POST", "/account/login/", login)
        if status != http.client.FOUND:
            self._line.close()
            return False
        self._follow(way)
        code = self._form(code=totp.code(self._secret, time.time()))
        status, _, way = self._ask("POST", "/account/second-factor/authenticate/", code)
        signed_in = status == http.client.FOUND and self._follow(way)[0] == http.client.OK
        self._line.close()  # the work begins later, on a line of its own
        return signed_in

    def click(self, chance: random.Random) -> None:
        """Do one thing that officers do, and note how long it took until the page stood there."""
        (way,) = chance.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))
        place = f"/referrals/{chance.choice(self.shared)}/"
        self._read, mark = 0, ""
        if way is Way.ANSWER:
            seen = self._seen(place)  # somebody reads the page first; that wait is another click's
            self.clicks.append(Click(Way.READ, self._took, self._read))
            self._read = 0
        started = time.perf_counter()
        if way is Way.QUEUE:
            self._show(f"/queue/?{chance.choice(QUEUES)}")
        elif way is Way.READ:
            self._show(place)
        elif way is Way.HOME:
            self._show("/")
        elif way is Way.SEARCH:
            self._post("/search/", text=chance.choice(SEARCHED), order="best")
        elif way is Way.ASSIGN:
            self._post(f"{place}assign/")
        else:
            mark = f"mark{secrets.token_hex(8)}"
            answers = {
                Way.NOTE: (f"{place}notes/", {"note-standing": "fact", "note-text": mark}),
                Way.TASK: (f"{place}tasks/", {"task-what": mark, "task-given_to": "", "task-due_on": ""}),
                Way.ANSWER: (f"{place}scoping/A.1/", (seen if way is Way.ANSWER else {}) | _answer(mark)),
            }
            path, given = answers[way]
            if not self._post(path, **given):
                self.clicks.append(Click(way, 1000 * (time.perf_counter() - started), self._read, refused=True))
                return
        self.clicks.append(Click(way, 1000 * (time.perf_counter() - started), self._read, mark))

    def _seen(self, place: str) -> dict[str, str]:
        started = time.perf_counter()
        page = self._show(f"{place}scoping/")
        self._took = 1000 * (time.perf_counter() - started)
        return {name: value for name, value in SEEN.findall(page) if name.startswith("A-1-")}

    def _show(self, path: str) -> str:
        status, page, _ = self._ask("GET", path)
        if status != http.client.OK:
            raise RuntimeError(f"{status} at GET {path}")
        return page

    def _post(self, path: str, **given: str) -> bool:
        """Send a form and read the page that it leads to; False if it came back refused."""
        status, _, way = self._ask("POST", path, self._form(**given))
        if status not in {http.client.OK, http.client.FOUND}:
            raise RuntimeError(f"{status} at POST {path}")
        if status == http.client.FOUND:
            self._follow(way)
        return status == http.client.FOUND

    def _follow(self, way: str) -> tuple[int, str, str]:
        parts = urlsplit(way)
        answer = self._ask("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        return self._follow(answer[2]) if answer[0] == http.client.FOUND else answer

    def _form(self, **given: str) -> str:
        return urlencode({"csrfmiddlewaretoken": self._cookies["affiant_casework_csrf"], **given})

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        own = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()), "User-Agent": "desk"}
        self._line.request(method, path, body, own | (FORM if body is not None else {}))
        answer = self._line.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        self._read += path.startswith("/referrals/") and answer.status == http.client.OK
        return answer.status, page, answer.headers.get("Location", "")


def _answer(mark: str) -> dict[str, str]:
    return {"A-1-1-said": "yes", "A-1-1-words": mark}
