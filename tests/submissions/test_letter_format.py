"""The worked example of docs/reference/formats/letter-v1.md is what the code writes and reads."""

import re
from pathlib import Path

from affiant.core import letters
from affiant.core.letters import Mailbox
from affiant.core.signing import SigningKey

PAGE = Path(__file__).parents[2] / "docs/reference/formats/letter-v1.md"


def test_the_worked_example_is_signed_as_it_stands():
    example = PAGE.read_text().split("```\naffiant-letter/v1\n")[1].split("```")[0]
    body = re.sub(r"\n\s*", "", example).encode()

    letter = letters.check(body, SigningKey(b"\x01" * 32).public)

    assert letter.text("mailbox") == Mailbox(b"\x02" * 32).tag
    assert letter.inner("facts").one_of("state", "being_read")
    assert letters.sign(dict(letter.held), SigningKey(b"\x01" * 32)) == body
