"""Whoever reads an offered language reads all of it: nothing untranslated, nothing fuzzy, nothing lost on the way."""

import gettext
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from affiant.config import languages

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/affiant"
TRANSLATED = sorted(set(languages.CODES) - {"en"})
CATALOGUES = sorted(file for code in TRANSLATED for file in SOURCE.rglob(f"locale/{code}/LC_MESSAGES/*.po"))
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


def language_of(file: Path) -> str:
    return file.parts[-3]


def room_of(file: Path) -> Path:
    return file.parents[3].relative_to(SOURCE)


def called(file: Path) -> str:
    return f"{language_of(file)} {room_of(file)}"


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=language_of(file), abort_invalid=True)


def known(language: str, room: Path | None = None) -> set[str]:
    """Return every sentence that has a row in a language, in one room or in all."""
    files = [file for file in CATALOGUES if language_of(file) == language and room in (None, room_of(file))]
    return {text for file in files for message in read(file) if message.id for text in forms(message.id)}


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


def with_one_number(catalogue: Catalog) -> set[int]:
    """Return the plural forms that stand for a single number each: Arabic has "two messages" in one word."""
    chosen = gettext.c2py(catalogue.plural_expr)
    form_of = [chosen(number) for number in range(1000)]
    return {form for form in form_of if form_of.count(form) == 1}


def differing(catalogue: Catalog) -> list[str]:
    """Return the sentences with a form whose placeholders are not the original's."""
    may_be_without = with_one_number(catalogue)
    return [
        text
        for message in catalogue
        if message.id
        for place, text in enumerate(forms(message.string))
        if set(PLACEHOLDER.findall(text)) not in allowed(message, may_drop=place in may_be_without)
    ]


def allowed(message: Message, *, may_drop: bool) -> list[set[str]]:
    found = [set(PLACEHOLDER.findall(text)) for text in forms(message.id)]
    return [*found, set()] if may_drop and message.pluralizable and len(found[0]) == 1 else found


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_room_speaks_each_language(language: str):
    assert {room_of(file) for file in CATALOGUES if language_of(file) == language} == {*map(room_of, CATALOGUES)}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=called)
def test_everything_is_translated(catalogue: Path):
    missing = [message.id for message in read(catalogue) if message.id and not all(forms(message.string))]

    assert not missing


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=called)
def test_every_plural_form_is_there(catalogue: Path):
    found = read(catalogue)

    assert not [each.id for each in found if each.pluralizable and len(forms(each.string)) != found.num_plurals]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=called)
def test_no_language_has_a_sentence_that_another_lacks(catalogue: Path):
    room = room_of(catalogue)
    everywhere = set().union(*(known(language, room) for language in TRANSLATED))

    assert everywhere == known(language_of(catalogue), room)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=called)
def test_nothing_is_fuzzy(catalogue: Path):
    assert not [message.id for message in read(catalogue) if message.id and message.fuzzy]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=called)
def test_placeholders_are_the_same_in_every_language(catalogue: Path):
    assert not differing(read(catalogue))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_that_is_shown_stands_in_the_catalogue(language: str):
    found = known(language)

    missing = {text for text in shown() if text not in found and text.replace("%", "%%") not in found}

    assert not missing


def test_the_count_of_reviewed_sentences_names_each_language():
    command = [sys.executable, ROOT / "tools/count_translations.py"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == TRANSLATED
