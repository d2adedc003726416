"""Files of a letter: what is written is read, and anything else is our own refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.core import letter_files
from affiant.core.digests import sha256
from affiant.core.fields import Fields, WrongField
from affiant.core.letter_files import LONGEST_NAME, MOST, LetterFile

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=20,
)
FILES = st.builds(
    LetterFile,
    id=st.text("0123456789abcdef", min_size=32, max_size=32),
    name=st.text(max_size=200).map(letter_files.tidied),
    type=st.sampled_from(["", "application/pdf"]),
    bytes=st.integers(1, letter_files.LARGEST),
    sha256=st.binary(max_size=8).map(sha256),
)


@given(st.lists(FILES, max_size=MOST))
def test_what_a_letter_says_of_its_files_is_read_again(files):
    letter = Fields({"files": [file.as_json() for file in files]})

    assert letter_files.read(letter) == tuple(files)


@given(JSON)
def test_anything_else_is_refused_by_our_own_error(value):
    try:
        found = letter_files.read(Fields({"files": value}))
    except WrongField:
        return
    assert len(found) <= MOST


@given(st.text())
def test_a_tidied_name_can_be_saved_anywhere_and_stays_as_it_is(name):
    kept = letter_files.tidied(name)

    assert 1 <= len(kept) <= LONGEST_NAME
    assert not set(kept) & set('<>:"/\\|?*\0')
    assert letter_files.tidied(kept) == kept


@given(st.binary(min_size=1, max_size=200), st.integers(0, 199))
def test_a_change_at_any_byte_is_found(plain, place):
    file = LetterFile("0" * 32, "a.pdf", "", len(plain), sha256(plain))
    at = place % len(plain)

    assert letter_files.fits(file, plain)
    assert not letter_files.fits(file, plain[:at] + bytes([plain[at] ^ 1]) + plain[at + 1 :])
    assert not letter_files.fits(file, plain[:-1])


@pytest.mark.parametrize("count", [MOST + 1, 99])
def test_too_many_files_are_refused(count):
    one = LetterFile("0" * 32, "a.pdf", "", 1, sha256(b"a")).as_json()

    with pytest.raises(WrongField):
        letter_files.read(Fields({"files": [one] * count}))
