"""Whoever reads Ukrainian reads all of it: nothing untranslated, nothing fuzzy, nothing lost between the languages."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src/affiant"
CATALOGUES = sorted(SOURCE.rglob("locale/uk/LC_MESSAGES/*.po"))
# What a person on the public face may be shown.
PUBLIC = ("intake", "submissions", "ground/ui")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale="uk", abort_invalid=True)


def every_message() -> list[Message]:
    return [message for file in CATALOGUES for message in read(file) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def shown_in_python(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        for _, function, found, _ in extract_python(opened, list(KEYWORDS), [], {}):
            yield from pick(function, found)


def shown_in_a_template(file: Path) -> Iterator[str]:
    lines = templatize(file.read_text()).splitlines()
    written = io.BytesIO("\n".join(line.strip() for line in lines).encode())
    for _, function, found, _ in extract_python(written, list(KEYWORDS), [], {"encoding": "utf-8"}):
        yield from pick(function, found)


def pick(function: str, found: str | tuple[str, ...]) -> Iterator[str]:
    texts = forms(found)
    place = 1 if function.startswith("pgettext") else 0
    if texts[place]:
        yield texts[place]


def shown() -> set[str]:
    rooms = [SOURCE / room for room in PUBLIC]
    modules = [file for room in rooms for file in room.rglob("*.py")]
    templates = [file for room in rooms for file in room.rglob("templates/**/*.*")]
    found = {text for file in modules for text in shown_in_python(file)}
    return found | {text for file in templates for text in shown_in_a_template(file)}


def test_there_is_a_ukrainian_catalogue():
    assert CATALOGUES


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.relative_to(SOURCE).parts[0])
def test_everything_is_translated(catalogue: Path):
    missing = [message.id for message in read(catalogue) if message.id and not all(forms(message.string))]

    assert not missing


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.relative_to(SOURCE).parts[0])
def test_nothing_is_fuzzy(catalogue: Path):
    assert not [message.id for message in read(catalogue) if message.id and message.fuzzy]


def test_placeholders_are_the_same_in_both_languages():
    differing = [
        message.id
        for message in every_message()
        if {frozenset(PLACEHOLDER.findall(text)) for text in forms(message.string)}
        - {frozenset(PLACEHOLDER.findall(text)) for text in forms(message.id)}
    ]

    assert not differing


def test_every_sentence_that_is_shown_stands_in_the_catalogue():
    known = {text for message in every_message() for text in forms(message.id)}

    missing = {text for text in shown() if text not in known and text.replace("%", "%%") not in known}

    assert not missing
