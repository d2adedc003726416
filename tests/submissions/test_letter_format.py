"""The worked examples of docs/reference/formats/letter-v1.md are what the code writes and reads."""

import re
from pathlib import Path

from affiant.core import letter_files, letters
from affiant.core.letters import Mailbox
from affiant.core.signing import SigningKey

PAGE = Path(__file__).parents[2] / "docs/reference/formats/letter-v1.md"


def example(number: int) -> bytes:
    text = PAGE.read_text().split("```\naffiant-letter/v1\n")[number].split("```")[0]
    return re.sub(r"\n\s*", "", text).encode()


def test_the_worked_example_is_signed_as_it_stands():
    body = example(1)

    letter = letters.check(body, SigningKey(b"\x01" * 32).public)

    assert letter.text("mailbox") == Mailbox(b"\x02" * 32).tag
    assert letter.inner("facts").one_of("state", "being_read")
    assert letters.sign(dict(letter.held), SigningKey(b"\x01" * 32)) == body


def test_the_worked_example_of_a_file_is_signed_as_it_stands_and_fits_its_bytes():
    body = example(2)

    letter = letters.check(body, SigningKey(b"\x01" * 32).public)

    (file,) = letter_files.read(letter)
    assert letter_files.fits(file, b"A leaflet.\n")
    assert letter.inner("facts").one_of("asks", "answer")
    assert letters.sign(dict(letter.held), SigningKey(b"\x01" * 32)) == body
