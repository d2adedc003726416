"""What is kept of what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.core.typed import tidied


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Слово. \n", "Слово."),
        ("first\r\nsecond", "first\nsecond"),
        ("nul\0l", "null"),
        ("\0 \r\n ", ""),
        ("broken\r\0\nline", "broken\nline"),
        ("twice\r\r\nbroken", "twice\n\nbroken"),
        ("\u200fكلمة\u200f", "\u200fكلمة\u200f"),
    ],
)
def test_blanks_around_a_text_and_what_no_database_takes_are_left_out(typed, kept):
    assert tidied(typed) == kept


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_tidying_loses_no_letter_and_changes_nothing_a_second_time(text):
    once = tidied(text)

    assert tidied(once) == once
    assert [each for each in once if each.isalnum()] == [each for each in text if each.isalnum()]
