"""Names that strangers chose do no harm on a page, in a header or in a folder."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.casework import names

HOSTILE = [
    "../../etc/passwd",
    "photo\u202egpj.exe",
    'a"; filename="b.exe',
    "line\r\nSet-Cookie: a=b",
    "x" * 300 + ".jpg",
    "",
    "...",
    "CON",
    "\x00",
    "фото з Вигаданого.jpg",
    "صورة.jpg",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_safe_name_cannot_leave_its_folder_or_its_header(name):
    safe = names.safe(name, prefix="2026-000001-1")
    header = names.attachment(safe)

    assert safe.startswith("2026-000001-1")
    assert not set(safe) & set('<>:"/\\|?*\r\n\x00\u202e')
    assert len(safe) <= 140
    assert "\r" not in header
    assert "\n" not in header
    assert header.isascii()


def test_a_long_name_keeps_its_ending():
    assert names.safe("x" * 300 + ".jpg", prefix="1").endswith("x.jpg")


def test_ukrainian_letters_survive_in_the_header():
    header = names.attachment(names.safe("фото.jpg", prefix="1"))

    assert unquote(header.partition("UTF-8''")[2]) == "1 фото.jpg"


def test_a_direction_override_becomes_visible():
    assert names.visible("photo\u202egpj.exe") == "photo\N{REPLACEMENT CHARACTER}gpj.exe"
    assert names.has_hidden("photo\u202egpj.exe")


def test_an_ordinary_name_has_nothing_hidden():
    assert not names.has_hidden("фото з Вигаданого.jpg")


@given(st.text(max_size=400))
def test_any_name_makes_one_header_line_that_gives_the_safe_name_back(name):
    safe = names.safe(name, prefix="1")

    header = names.attachment(safe)

    assert header.isprintable()
    assert unquote(header.partition("UTF-8''")[2]) == safe
