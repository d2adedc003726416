"""What stands in the catalogues, and what code and templates show: sentences, found as collecting finds them."""

import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from affiant.config import languages

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/affiant"
FIRST = sorted(set(languages.CODES) - {"en"})
SECOND = sorted(languages.PARTLY)
# What a person on the public face may be shown.
PUBLIC = ("intake", "submissions", "ground/ui")
UNKNOWN_TO_BABEL = {"prs": "fa"}
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
INCLUDED = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")
OF_THE_FRAME = (
    re.compile(r"{%\s*frame\s*%}(.*?){%\s*endframe\s*%}", re.DOTALL),
    re.compile(r"{%\s*block title\s*%}(.*?){%\s*endblock\s*%}", re.DOTALL),
)


def files_of(*codes: str) -> list[Path]:
    return sorted(file for code in codes for file in SOURCE.rglob(f"locale/{code}/LC_MESSAGES/*.po"))


def language_of(file: Path) -> str:
    return file.parts[-3]


def room_of(file: Path) -> Path:
    return file.parents[3].relative_to(SOURCE)


def called(file: Path) -> str:
    return f"{language_of(file)} {room_of(file)}"


@functools.cache
def read(file: Path) -> Catalog:
    language = language_of(file)
    with file.open("rb") as opened:
        return read_po(opened, locale=UNKNOWN_TO_BABEL.get(language, language), abort_invalid=True)


@functools.cache
def known(language: str, room: Path | None = None) -> set[str]:
    """Return every sentence that has a row in a language, in one room or in all."""
    files = [file for file in files_of(language) if room in (None, room_of(file))]
    return {text for file in files for message in read(file) if message.id for text in forms(message.id)}


def rows(language: str, room: Path) -> set[str]:
    """Return the sentences of one room in a language, a plural by its singular."""
    files = [file for file in files_of(language) if room_of(file) == room]
    return {forms(message.id)[0] for file in files for message in read(file) if message.id}


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@functools.cache
def shown() -> frozenset[str]:
    """Return every sentence of the public face."""
    rooms = [SOURCE / room for room in PUBLIC]
    modules = [file for room in rooms for file in room.rglob("*.py")]
    found = {text for file in modules for text in in_python(file)}
    return frozenset(found | {text for file in templates().values() for text in in_a_template(file.read_text())})


def templates() -> dict[str, Path]:
    """Return the public face's templates by the names under which Django knows them."""
    folders = [folder for room in PUBLIC for folder in (SOURCE / room).rglob("templates") if folder.is_dir()]
    return {str(file.relative_to(folder)): file for folder in folders for file in folder.rglob("*.*")}


def with_what_they_include(names: frozenset[str]) -> set[str]:
    """Return these templates and all that they are made of."""
    there, found, to_do = templates(), set[str](), set(names)
    while to_do:
        name = to_do.pop()
        found.add(name)
        to_do |= set(INCLUDED.findall(there[name].read_text())) - found
    return found


def of_the_frame(template: str) -> set[str]:
    """Return the sentences of a template that belong to the frame: its title, and its blocks named so."""
    pieces = [piece for pattern in OF_THE_FRAME for piece in pattern.findall(template)]
    return {text for piece in pieces for text in in_a_template("{% load i18n %}" + piece)}


def in_python(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        for _, function, found, _ in extract_python(opened, list(KEYWORDS), [], {}):
            yield from _pick(function, found)


def in_a_template(template: str) -> Iterator[str]:
    lines = templatize(template).splitlines()
    written = io.BytesIO("\n".join(line.strip() for line in lines).encode())
    for _, function, found, _ in extract_python(written, list(KEYWORDS), [], {"encoding": "utf-8"}):
        yield from _pick(function, found)


def _pick(function: str, found: str | tuple[str, ...]) -> Iterator[str]:
    texts = forms(found)
    place = 1 if function.startswith("pgettext") else 0
    if texts[place]:
        yield texts[place]
