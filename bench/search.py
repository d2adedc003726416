"""The search over a million invented reports: how long it takes to build the index anew, and to answer over HTTP."""

import itertools
import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import httpx

from bench import casework_face, filling

REPORTS: Final = int(os.environ.get("BENCH_REPORTS", "1000000"))
SEARCHES: Final = 400
WORDS: Final = (15, 60)  # of a report, from and to
KNOWN_WORDS: Final = 120_000  # different forms
REBUILD_TARGET: Final = 180.0
ANSWER_TARGET: Final = 50.0
SYLLABLES: Final = [
    "ба",
    "во",
    "ри",
    "ко",
    "ле",
    "мі",
    "ну",
    "пе",
    "са",
    "ту",
    "хо",
    "ча",
    "ши",
    "жа",
    "зе",
    "лу",
    "гра",
    "ста",
    "кра",
    "про",
    "дво",
    "мли",
    "тре",
    "бро",
    "ска",
    "пла",
]
ENDINGS: Final = ("", "а", "у", "ом", "і", "ами", "ів", "ала", "ити", "ого")

Row = dict[str, Any]


def run() -> list[Row]:
    """Return the figures; a throw-away SQLite file and index."""
    chance = random.Random(8)
    words = list(_vocabulary(chance))
    with casework_face.home() as home:
        filling.fill(range(REPORTS), texts=_texts(chance, words), ledger=False)
        rebuilt = _rebuild()
        size = sum(file.stat().st_size for file in (home / "casework/search").rglob("*") if file.is_file())
        print(f"index: {size / 1e6:.0f} MB, load {os.getloadavg()[0]:.1f}", flush=True)
        with casework_face.serving(home) as browser:
            taken = _answers(browser, chance, words)
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    reports = f"{REPORTS:,} reports"
    return [
        _row(f"search: index of {reports} built anew", rebuilt, "s", REBUILD_TARGET),
        _row(f"search: answer over HTTP, {reports}, median", p50, "ms", ANSWER_TARGET),
        _row(f"search: answer over HTTP, {reports}, 95th of 100", p95, "ms", ANSWER_TARGET),
    ]


def _row(figure: str, measured: float, unit: str, target: float) -> Row:
    met = measured < target
    return {"figure": figure, "measured": measured, "unit": unit, "target": f"< {target:g} {unit}", "met": met}


def _vocabulary(chance: random.Random) -> Iterator[str]:
    """Invent words in their forms, and put the names of places among them."""
    for _ in range(KNOWN_WORDS // len(ENDINGS)):
        stem = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) + chance.choice("бвгдклмнрст")
        yield from (stem + ending for ending in ENDINGS)
    table = files("affiant.search").joinpath("places.txt").read_text()
    yield from (name for line in table.splitlines()[3:2000] for name in line.split("|")[:2] if " " not in name)


def _texts(chance: random.Random, words: list[str]) -> filling.Texts:
    """Return what writes the accounts: few words are common, most are rare."""
    chance.shuffle(words)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))

    def write(numbers: range) -> Iterator[str]:
        stream = iter(chance.choices(words, cum_weights=weights, k=len(numbers) * WORDS[1]))
        return (" ".join(itertools.islice(stream, chance.randint(*WORDS))) for _ in numbers)

    return write


def _rebuild() -> float:
    from affiant.search import services

    started, spent = time.perf_counter(), time.process_time()
    count = services.rebuild()
    taken = time.perf_counter() - started
    print(f"rebuilt in {taken:.0f} s with {time.process_time() - spent:.0f} s of CPU", flush=True)
    if count != REPORTS:
        raise RuntimeError(f"{count} of {REPORTS}")
    return taken


def _answers(browser: httpx.Client, chance: random.Random, words: list[str]) -> list[float]:
    """Return the milliseconds from sending a search to having read its answer, both requests of it together."""
    token = browser.get("/search/").text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    asked = [_asked(chance, words, number) for number in range(SEARCHES)]
    for text in asked[:10]:
        _answer(browser, token, text)
    return [_answer(browser, token, text) for text in asked]


def _asked(chance: random.Random, words: list[str], number: int) -> str:
    """Invent a search: a word, two, either of two, a beginning, one that is misspelt, a filter, a phrase."""
    one, other = chance.choice(words), chance.choice(words[:2000])
    kinds = (one, other, f"{one} {other}", f"{one} OR {other}", f"{other[:5]}*", f"{one}~",
             f"{other} language:ru from:2019", f'"{other} {words[0]}"', f"{other} -{words[1]}")  # fmt: skip
    return kinds[number % len(kinds)]


def _answer(browser: httpx.Client, token: str, text: str) -> float:
    data = {"csrfmiddlewaretoken": token, "text": text, "order": "best"}
    started = time.perf_counter()
    page = browser.post("/search/", data=data, headers={"Referer": str(browser.base_url)}, follow_redirects=True)
    taken = time.perf_counter() - started
    if page.status_code != httpx.codes.OK or "found-heading" not in page.text:
        raise RuntimeError(f"{page.status_code} for {text}")
    return taken * 1000


if __name__ == "__main__":
    print(json.dumps(run(), indent=2), Path.cwd())
