"""What a word is known under is the same by the short way and by the long one."""

from hypothesis import given
from hypothesis import strategies as st

from affiant.core.spelling import words
from affiant.search import analysis
from affiant.search.sought import is_close

WORD = st.one_of(
    st.text(st.sampled_from("абгдеєзиіїйклмнорстьуяэы"), min_size=1, max_size=9),
    st.text(st.sampled_from("aceghiknorstuvyzæł"), min_size=1, max_size=9),
    st.text(st.sampled_from("ابتحدركمنوهي"), min_size=1, max_size=7),
    st.text(min_size=1, max_size=6),
).map(words.fold)
FEW = st.text(st.sampled_from("абв"), max_size=5)
SOFT_HYPHEN = "\u00ad"


@given(WORD, st.lists(WORD, max_size=3))
def test_a_word_is_passed_over_only_if_it_has_none_of_the_keys(word, others):
    asked = {key for other in others for key in analysis.asked(other)}

    assert analysis.Looked(asked).has(word) == (not asked.isdisjoint(analysis.keys(word)))


@given(st.text(st.sampled_from("АаБбЄєІіЇїЙйґҐёЁъыэЯ"), min_size=1, max_size=80))
def test_a_plain_word_is_folded_as_one_with_a_sign_in_it(word):
    assert words.fold(word[:1] + SOFT_HYPHEN + word[1:]) == words.fold(word)


@given(st.text(max_size=80))
def test_the_stretches_of_a_text_have_its_words_in_their_order(text):
    folded = " ".join(each[0] for each in analysis.known(text) if each[0])

    assert folded.split(" ") == [word for raw in words.raw(text) if (word := words.fold(raw))] or not folded


@given(FEW, FEW, st.integers(1, 2))
def test_words_are_close_in_both_directions(word, other, most):
    assert is_close(word, other, most) == is_close(other, word, most)
    assert is_close(word, word + other[:most], most)
