"""Canonical JSON: one value, one sequence of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from affiant.core import canonical
from affiant.core.canonical import NotCanonical

texts = some.text(some.characters(exclude_categories=["Cs"]))
values = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: some.lists(inner) | some.dictionaries(some.text(some.characters(max_codepoint=127)), inner),
)


@given(values)
def test_what_is_written_reads_back_the_same(value: canonical.Json) -> None:
    assert canonical.decode(canonical.encode(value)) == value


@given(some.binary(max_size=200))
def test_any_bytes_are_a_value_or_our_own_refusal(raw: bytes) -> None:
    try:
        value = canonical.decode(raw)
    except NotCanonical:
        return

    assert canonical.encode(value) == raw


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b"NaN",
        b'"\\u0041"',
        b'"\\ud800"',
        b"9007199254740992",
        b'{"\xc3\xa9":1}',
        b"[" * 100_000,
        b"\xff",
        b"",
        b"1\n",
    ],
)
def test_a_second_way_to_write_a_value_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        canonical.decode(raw)


def test_a_float_is_not_written() -> None:
    with pytest.raises(NotCanonical):
        canonical.encode({"a": 1.5})  # type: ignore[dict-item]
