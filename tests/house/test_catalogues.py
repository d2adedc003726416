"""Whoever reads an offered language reads all of it, or all that is declared: nothing fuzzy, nothing lost."""

import functools
import gettext
import re
import subprocess
import sys
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from tests.house import catalogues
from tests.house.catalogues import FIRST, ROOT, SECOND, SOURCE, called, forms, known, language_of, read, room_of

from affiant.config import languages
from affiant.intake import translated

WHOLE = catalogues.files_of(*FIRST)
EVERY = catalogues.files_of(*FIRST, *SECOND)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
REVIEWED = re.compile(r"Reviewed: \d{4}-\d\d-\d\d, \S.*")
# The look is shared with the officers' face, which uses some of its sentences alone.
SHARED = Path("ground/ui")


@functools.cache
def declared() -> set[str]:
    """Return what has to be whole in the second tier: the frame, the pages and the modules that are named there."""
    there = catalogues.templates()
    named = catalogues.with_what_they_include(translated.PAGES | translated.FRAME)
    found = {text for name in named for text in catalogues.in_a_template(there[name].read_text())}
    found |= {text for file in there.values() for text in catalogues.of_the_frame(file.read_text())}
    return found | {text for module in translated.MODULES for text in catalogues.in_python(SOURCE / module)}


def absent(wanted: AbstractSet[str], language: str) -> set[str]:
    found = known(language)
    return {text for text in wanted if text not in found and text.replace("%", "%%") not in found}


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


@pytest.mark.parametrize("language", FIRST)
def test_each_room_speaks_each_whole_language(language: str):
    assert {room_of(file) for file in WHOLE if language_of(file) == language} == {*map(room_of, WHOLE)}


@pytest.mark.parametrize("catalogue", EVERY, ids=called)
def test_everything_that_has_a_row_is_translated(catalogue: Path):
    missing = [message.id for message in read(catalogue) if message.id and not all(forms(message.string))]

    assert not missing


@pytest.mark.parametrize("catalogue", EVERY, ids=called)
def test_every_plural_form_is_there(catalogue: Path):
    found = read(catalogue)

    assert not [each.id for each in found if each.pluralizable and len(forms(each.string)) != found.num_plurals]


@pytest.mark.parametrize("catalogue", WHOLE, ids=called)
def test_no_whole_language_has_a_sentence_that_another_lacks(catalogue: Path):
    room = room_of(catalogue)
    everywhere = set().union(*(known(language, room) for language in FIRST))

    assert everywhere == known(language_of(catalogue), room)


@pytest.mark.parametrize("catalogue", EVERY, ids=called)
def test_nothing_is_fuzzy(catalogue: Path):
    assert not [message.id for message in read(catalogue) if message.id and message.fuzzy]


@pytest.mark.parametrize("catalogue", EVERY, ids=called)
def test_placeholders_are_the_same_in_every_language(catalogue: Path):
    assert not differing(read(catalogue))


@pytest.mark.parametrize("language", FIRST)
def test_every_sentence_that_is_shown_stands_in_the_catalogue(language: str):
    assert not absent(catalogues.shown(), language)


@pytest.mark.parametrize("language", SECOND)
def test_what_is_declared_translated_is_whole_in_the_second_tier(language: str):
    assert not absent(declared(), language)


@pytest.mark.parametrize("language", [*FIRST, *SECOND])
def test_no_sentence_outlives_the_page_that_showed_it(language: str):
    shown = {text.replace("%%", "%") for text in catalogues.shown()}
    rooms = {room_of(file) for file in EVERY if str(room_of(file)).startswith(catalogues.PUBLIC)} - {SHARED}

    left_over = {
        text for room in rooms for text in catalogues.rows(language, room) if text.replace("%%", "%") not in shown
    }

    assert not left_over


@pytest.mark.parametrize("language", [*FIRST, *SECOND])
def test_a_language_counts_as_reviewed_when_each_of_its_sentences_is(language: str):
    messages = [message for file in catalogues.files_of(language) for message in read(file) if message.id]

    whole = all(any(map(REVIEWED.fullmatch, message.user_comments)) for message in messages)

    assert whole == (language in languages.REVIEWED)


@pytest.mark.parametrize("catalogue", catalogues.files_of(*SECOND), ids=called)
def test_a_machine_made_catalogue_says_so_at_its_head(catalogue: Path):
    head = catalogue.read_text().partition("msgid")[0]

    assert "MACHINE-MADE" in head
    assert "NOT YET REVIEWED" in head


def test_the_count_of_reviewed_sentences_names_each_language_of_each_tier():
    command = [sys.executable, ROOT / "tools/count_translations.py"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    assert [(row[0], row[1]) for row in rows] == [("1", code) for code in FIRST] + [("2", code) for code in SECOND]


@pytest.mark.parametrize("language", [*FIRST, *SECOND])
def test_a_sentence_reads_the_same_in_every_room(language: str):
    said: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for file in catalogues.files_of(language):
        for message in read(file) if str(room_of(file)).startswith(catalogues.PUBLIC) else ():
            said.setdefault((message.context, forms(message.id)[0]), set()).add(forms(message.string))

    assert not [text for (_, text), ways in said.items() if text and len(ways) > 1]
