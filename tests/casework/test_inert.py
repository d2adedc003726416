"""A stranger's words as pages show them: whole, escaped, and quick to lay out whatever their length."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from affiant.casework.templatetags.inert import LONGEST_RUN, inert


@given(st.text())
def test_no_character_is_added_or_lost(text):
    assert unescape(inert(text).replace("<wbr>", "")) == text


@given(st.integers(0, 5), st.integers(0, LONGEST_RUN))
def test_a_run_without_a_space_may_break(thousands, more):
    shown = inert("я" * (thousands * LONGEST_RUN + more))

    assert max(map(len, shown.split("<wbr>"))) <= LONGEST_RUN


def test_what_looks_like_a_break_is_a_word_like_any_other():
    assert inert("<wbr><script>") == "&lt;wbr&gt;&lt;script&gt;"


def test_words_with_spaces_stay_as_they_are():
    assert "<wbr>" not in inert("слово " * 100_000)
