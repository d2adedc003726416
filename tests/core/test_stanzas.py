"""Counting the keys of a sealed file without opening it."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.core.sealing import stanzas
from affiant.core.sealing.seal import seal
from affiant.core.sealing.unseal import Identity

PADDING = b"-> kjhg-grease x\nAAAA\n"


def sealed_to(keys: int) -> bytes:
    return seal(b"words", [Identity.from_entropy(os.urandom(32)).recipient for _ in range(keys)], os.urandom)


@pytest.mark.parametrize("keys", [1, 2, 3, 9])
def test_the_keys_are_counted(keys: int) -> None:
    assert stanzas.x25519_keys(sealed_to(keys)) == keys


def test_a_stanza_of_another_kind_is_no_key_of_ours() -> None:
    sealed = sealed_to(2)

    padded = sealed.replace(b"\n-> X25519", b"\n" + PADDING + b"-> X25519", 1)

    assert stanzas.x25519_keys(padded) == 0


def test_a_header_that_is_cut_has_no_keys() -> None:
    header = sealed_to(2).partition(b"\n---")[0]

    assert stanzas.x25519_keys(header) == 0


@given(st.binary(max_size=600))
def test_whatever_comes_is_counted(head: bytes) -> None:
    assert stanzas.x25519_keys(head) == 0


def test_nothing_sealed_stands_before_the_payload() -> None:
    sealed = sealed_to(2)

    before = stanzas.before_payload(sealed)

    assert len(sealed) - len(before) == len(b"words") + 16
    assert stanzas.before_payload(sealed[: len(before) - 17]) == b""


@given(st.binary(max_size=600))
def test_whatever_comes_has_a_beginning_or_none(head: bytes) -> None:
    assert stanzas.before_payload(head) == b""
