"""How long the server takes over each page of the form: to show it, and to keep what was answered."""

import base64
import statistics
import time
from typing import Any, Final
from urllib.parse import urlencode

from bench import journeys, public_face

ROUNDS: Final = 25
TARGET: Final = 15.0  # milliseconds
BASE: Final = {"path": "person", "age": "adult"}
# What has to be answered before, so that a page stands on the way.
BEFORE: Final[dict[str, dict[str, str]]] = {
    "numbers": {"danger": "yes"},
    "recipients": {"wish_sharing": "each"},
    "young": {"age": "child"},
}
PLACE_OF: Final = {"path": "start", "age": "age", "danger": "safety", "wish_sharing": "wishes"}

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the slower of the two medians for each page."""
    with public_face.home() as home:
        journeys.collect_assets()
        with public_face.serving(home) as face:
            browser = journeys.Browser(face.port, face.cookie)
            _add_a_file(browser)
            return [_row(name, _median(browser, name)) for name in _names()]


def _names() -> list[str]:
    from affiant.intake.report.questions import by_path, flow
    from affiant.intake.report.questions.flow import Situation

    pages = [step.name for step in flow.every_step(Situation({}))]
    own = {step.name for step in by_path.PAGES.values()}
    return [*(name for name in pages if name not in own), *sorted(own), "check"]


def _row(name: str, milliseconds: float) -> Row:
    return {
        "figure": f"page of the form, median over HTTP: {name}",
        "measured": milliseconds,
        "target": f"< {TARGET:.0f}",
        "unit": "ms",
        "met": milliseconds < TARGET,
    }


def _median(browser: journeys.Browser, name: str) -> float:
    _prepare(browser, name)
    path = f"/en/form/{name}"
    shown, kept = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        page = browser.ask("GET", path)
        shown.append(time.perf_counter() - started)
        if not page:
            raise RuntimeError(f"{path} is not on the way")
        if name == "check":
            continue
        body = urlencode(journeys.filled(page, {"account": journeys.ACCOUNT}))
        started = time.perf_counter()
        browser.ask("POST", path, body)
        kept.append(time.perf_counter() - started)
    return max(map(statistics.median, filter(None, (shown, kept)))) * 1000


def _prepare(browser: journeys.Browser, name: str) -> None:
    from affiant.intake.report.questions import by_path

    own = {step.name: path for path, step in by_path.PAGES.items()}
    wanted = BASE | BEFORE.get(name, {}) | ({"path": own[name]} if name in own else {})
    for question, answer in wanted.items():
        path = f"/en/form/{PLACE_OF[question]}"
        browser.ask("POST", path, urlencode(journeys.filled(browser.ask("GET", path), {question: answer})))


def _add_a_file(browser: journeys.Browser) -> None:
    name = base64.b64encode(b"a picture.jpg").decode()
    tus = {"Tus-Resumable": "1.0.0"}
    created = browser.send(
        "POST", "/files/", None, {**tus, "Upload-Length": "9", "Upload-Metadata": f"filename {name}"}
    )
    more = {**tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    browser.send("PATCH", created["Location"], "nine byte", more)
