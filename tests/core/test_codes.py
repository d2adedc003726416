"""Return codes: a slip is found, any script's digits are read, the keys say nothing of each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from affiant.core import codes
from affiant.core.codes import CodeEmpty, CodeError, CodeLength, CodeLetters, CodeSlip

entropies = some.binary(min_size=32, max_size=32)
SALT = bytes(16)
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@given(entropies)
def test_a_code_reads_back_as_it_is_shown(entropy: bytes) -> None:
    code = codes.from_entropy(entropy)

    assert len(code.digits) == 28
    assert len(code.groups) == 7
    assert codes.parse(code.grouped) == code


@given(entropies, some.sampled_from([ARABIC_INDIC, PERSIAN, BENGALI]))
def test_a_code_reads_in_any_script(entropy: bytes, script: dict[int, int]) -> None:
    code = codes.from_entropy(entropy)

    assert codes.parse(f"\u200f{code.grouped.translate(script)}\n") == code


@given(entropies, some.integers(0, 27), some.integers(1, 9))
def test_one_wrong_digit_is_found(entropy: bytes, place: int, more: int) -> None:
    digits = codes.from_entropy(entropy).digits
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]

    with pytest.raises(CodeSlip):
        codes.parse(wrong)


@given(entropies, some.integers(0, 26))
def test_two_neighbours_swapped_are_found(entropy: bytes, place: int) -> None:
    digits = codes.from_entropy(entropy).digits
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]

    if swapped != digits:
        with pytest.raises(CodeSlip):
            codes.parse(swapped)


@given(some.text())
def test_any_text_is_a_code_or_our_own_refusal(text: str) -> None:
    try:
        code = codes.parse(text)
    except CodeError:
        return

    assert codes.parse(code.grouped) == code


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", CodeEmpty), (" - ", CodeEmpty), ("1234", CodeLength), ("1" * 29, CodeLength), ("12ab", CodeLetters)],
)
def test_each_slip_has_its_own_name(text: str, refusal: type[CodeError]) -> None:
    with pytest.raises(refusal):
        codes.parse(text)


@settings(max_examples=5)
@given(entropies)
def test_the_same_code_makes_the_same_keys_and_another_deployment_others(entropy: bytes) -> None:
    code = codes.from_entropy(entropy)
    keys = codes.derive(code, salt=SALT)

    assert codes.derive(code, salt=SALT) == keys
    assert codes.derive(code, salt=b"1" * 16).lookup != keys.lookup
    assert len({keys.draft_key, keys.mailbox.secret, bytes.fromhex(keys.lookup)}) == 3


def test_no_repr_shows_a_code_or_a_key() -> None:
    code = codes.from_entropy(bytes(32))
    keys = codes.derive(code, salt=SALT)

    shown = f"{code!r} {keys!r}"

    assert code.digits not in shown
    assert repr(keys.draft_key)[2:-1] not in shown
    assert repr(keys.mailbox.secret)[2:-1] not in shown
