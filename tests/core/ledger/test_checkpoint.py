"""A checkpoint is a note that other people's software reads, and no byte of it changes unseen."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.ledger import samples

from affiant.core import signing
from affiant.core.ledger import checkpoint
from affiant.core.ledger.checkpoint import Checkpoint
from affiant.core.ledger.errors import LedgerError, MalformedKey, MalformedNote, SignatureRefused

# The example of the Go project's package note, whose format C2SP wrote down.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
SUM_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"

NOTE = samples.note(samples.three())


@pytest.mark.parametrize("text", [GO_KEY, SUM_KEY, samples.VKEY])
def test_a_verifier_key_has_one_spelling(text):
    key = checkpoint.parse_vkey(text)

    assert checkpoint.vkey(key.name, key.public) == text


def test_other_peoples_key_id_stands_before_other_peoples_signature():
    key, signature = checkpoint.parse_vkey(GO_KEY), base64.b64decode(GO_SIGNATURE)

    signing.verify(key.public, signature[4:], GO_TEXT)

    assert signature[:4].hex() == GO_KEY.split("+")[1]


def test_a_checkpoint_comes_back_as_it_was():
    assert checkpoint.open_note(NOTE, samples.VKEY) == Checkpoint(samples.ORIGIN, 3, samples.root(samples.three()))


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_no_byte_of_a_note_changes_unseen(mask):
    raw = NOTE.encode()
    seen = []

    for at in range(len(raw)):
        changed = bytes([*raw[:at], raw[at] ^ mask, *raw[at + 1 :]]).decode(errors="replace")
        with pytest.raises(LedgerError):
            checkpoint.open_note(changed, samples.VKEY)
        seen.append(at)

    assert len(seen) == len(raw)


@pytest.mark.parametrize("at", range(len(samples.VKEY)))
def test_no_sign_of_a_verifier_key_changes_unseen(at):
    changed = samples.VKEY[:at] + chr(ord(samples.VKEY[at]) ^ 1) + samples.VKEY[at + 1 :]

    with pytest.raises(LedgerError):
        checkpoint.open_note(NOTE, changed)


def test_another_key_of_the_same_name_is_refused():
    other = checkpoint.vkey(samples.ORIGIN, samples.OTHER_KEY.public)

    with pytest.raises(SignatureRefused):
        checkpoint.open_note(NOTE, other)


@given(text=st.text(max_size=300))
def test_any_text_is_a_note_or_refused(text):
    with pytest.raises(MalformedNote):
        checkpoint.read_note(text)


@settings(max_examples=200)
@given(text=st.text(max_size=100) | st.from_regex(r"[a-z]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}", fullmatch=True))
def test_any_text_is_a_key_or_refused(text):
    with pytest.raises(MalformedKey):
        checkpoint.parse_vkey(text)


@pytest.mark.parametrize(
    "wrong",
    [
        Checkpoint("two words", 1, bytes(32)),
        Checkpoint("a+b", 1, bytes(32)),
        Checkpoint("a", -1, bytes(32)),
        Checkpoint("a", 1, bytes(31)),
        Checkpoint("", 1, bytes(32)),
        Checkpoint("a\nb", 1, bytes(32)),
    ],
    ids=repr,
)
def test_what_no_reader_would_take_is_not_signed(wrong):
    with pytest.raises(MalformedNote):
        checkpoint.sign(wrong, samples.ORIGIN, samples.KEY)


@pytest.mark.parametrize(("name", "public"), [("a b", "00" * 32), ("a", "00" * 31), ("a", "x"), ("", "00" * 32)])
def test_a_key_that_cannot_be_named_is_refused(name, public):
    with pytest.raises(MalformedKey):
        checkpoint.vkey(name, public)
