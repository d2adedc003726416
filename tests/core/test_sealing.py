"""Seals: what this writer closes, other people's readers open; and a changed byte opens nothing."""

import errno
import io
import os
import subprocess
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as some

from affiant.core import canonical, letters
from affiant.core.letters import LetterRefused, Mailbox
from affiant.core.sealing import bech32, seal, stanzas, unseal
from affiant.core.sealing.recipients import KeyRing, MalformedKey, Recipient
from affiant.core.sealing.unseal import CannotOpen, Identity
from affiant.core.signing import SigningKey

UNIT = Identity.from_entropy(b"u" * 32)
RECOVERY = Identity.from_entropy(b"r" * 32)
NAMES = Identity.from_entropy(b"n" * 32)
RING = KeyRing(UNIT.recipient, RECOVERY.recipient, NAMES.recipient)
EDGES = [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 300_000]


@pytest.mark.parametrize("length", EDGES)
def test_either_key_opens_what_was_sealed(length: int) -> None:
    plain = os.urandom(length)

    sealed = seal.seal(plain, RING.recipients, os.urandom)

    assert unseal.unseal(sealed, UNIT) == plain
    assert unseal.unseal(sealed, RECOVERY) == plain
    assert len(sealed) == seal.sealed_length(length, 2)


@given(plain=some.binary(max_size=300))
def test_names_open_with_the_identity_key_and_not_with_the_units(plain: bytes) -> None:
    sealed = seal.seal(plain, RING.of_names, os.urandom)

    assert unseal.unseal(sealed, NAMES) == unseal.unseal(sealed, RECOVERY) == plain
    with pytest.raises(CannotOpen):
        unseal.unseal(sealed, UNIT)


@given(plain=some.binary(max_size=300), keys=some.sets(some.sampled_from([UNIT, RECOVERY, NAMES]), min_size=1))
def test_whose_a_seal_is_is_told_without_opening_it(plain: bytes, keys: set[Identity]) -> None:
    before = stanzas.before_payload(seal.seal(plain, [key.recipient for key in keys], os.urandom))

    assert {key for key in (UNIT, RECOVERY, NAMES) if unseal.is_closed_to(before, key)} == keys


@given(some.binary(max_size=300))
def test_what_is_no_seal_is_not_said_to_be_nobodys(head: bytes) -> None:
    assert unseal.is_closed_to(head, UNIT)


def test_no_key_stands_in_two_places_of_a_ring() -> None:
    with pytest.raises(MalformedKey):
        KeyRing(UNIT.recipient, RECOVERY.recipient, UNIT.recipient)


@given(some.lists(some.integers(0, 200_000), max_size=5))
def test_the_pieces_that_a_sealer_is_fed_leave_no_mark(lengths: list[int]) -> None:
    pieces = [bytes([number % 256]) * length for number, length in enumerate(lengths)]
    sealer = seal.Sealer(RING.recipients, os.urandom)

    sealed = b"".join([sealer.start(), *(sealer.update(piece) for piece in pieces), sealer.finish()])

    assert unseal.unseal(bytes(sealed), UNIT) == b"".join(pieces)


@pytest.mark.parametrize("length", EDGES)
def test_the_stock_age_program_opens_a_seal(tmp_path: Path, length: int) -> None:
    plain = os.urandom(length)
    key = tmp_path / "unit.key"
    key.write_text(UNIT.text + "\n")
    sealed = seal.seal(plain, RING.recipients, os.urandom)

    opened = subprocess.run(["age", "-d", "-i", str(key)], input=sealed, capture_output=True, check=True)

    assert opened.stdout == plain


def test_a_seal_that_age_wrote_opens_here(tmp_path: Path) -> None:
    words = ["age", "-r", UNIT.recipient.text]
    sealed = subprocess.run(words, input=b"from elsewhere", capture_output=True, check=True).stdout

    assert unseal.unseal(sealed, UNIT) == b"from elsewhere"


@given(some.data())
def test_a_changed_byte_opens_nothing(data: some.DataObject) -> None:
    sealed = bytearray(seal.seal(b"a few words" * 20, RING.recipients, os.urandom))
    place = data.draw(some.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(some.integers(1, 255))

    # The other stanza's body may be damaged without harm to this key's own; the header's MAC still finds it.
    with pytest.raises(CannotOpen):
        unseal.unseal(bytes(sealed), UNIT)


@given(some.data())
def test_a_cut_seal_opens_nothing(data: some.DataObject) -> None:
    sealed = seal.seal(b"w" * 70_000, RING.recipients, os.urandom)
    cut = sealed[: data.draw(some.integers(0, len(sealed) - 1))]

    with pytest.raises(CannotOpen):
        unseal.unseal(cut, UNIT)
    with pytest.raises(CannotOpen):
        unseal.unseal_to(io.BytesIO(cut), io.BytesIO(), UNIT)


@given(some.binary(max_size=400))
def test_any_bytes_open_or_are_refused(raw: bytes) -> None:
    with pytest.raises(CannotOpen):
        unseal.unseal(raw, UNIT)


def test_keys_are_written_as_age_writes_them() -> None:
    native = pyrage.x25519.Identity.generate()

    ours = Identity.parse(str(native))

    assert ours.text == str(native)
    assert ours.recipient.text == str(native.to_public())
    assert Recipient.parse(str(native.to_public())) == ours.recipient


@given(some.text(max_size=90))
def test_any_text_is_a_key_or_our_own_refusal(text: str) -> None:
    with pytest.raises(MalformedKey):
        Recipient.parse(text)


@given(some.binary(max_size=64))
def test_bech32_reads_back(content: bytes) -> None:
    assert bech32.decode("age", bech32.encode("age", content)) == content


def test_a_letter_opens_with_its_mailbox_alone() -> None:
    mine, other = Mailbox(b"m" * 32), Mailbox(b"o" * 32)
    letter = seal.seal_letter(b"hello", mine.recipient, os.urandom)

    assert letters.open_letter(letter, mine) == b"hello"
    with pytest.raises(LetterRefused):
        letters.open_letter(letter, other)


def test_the_letter_opener_refuses_an_envelope_even_with_the_right_key() -> None:
    captured = Mailbox(UNIT.secret)
    envelope = seal.seal(seal.LETTER_MAGIC + b"words", RING.recipients, os.urandom)

    with pytest.raises(LetterRefused, match="one recipient"):
        letters.open_letter(envelope, captured)


def test_a_seal_to_one_that_is_no_letter_is_refused() -> None:
    mine = Mailbox(b"m" * 32)

    with pytest.raises(LetterRefused, match="not a letter"):
        letters.open_letter(seal.seal(b"a part", [mine.recipient], os.urandom), mine)


def test_a_point_of_low_order_is_no_recipient() -> None:
    with pytest.raises(MalformedKey, match="low order"):
        Recipient.parse(bech32.encode("age", bytes(32)))


def test_a_failing_disk_is_not_called_a_damaged_seal() -> None:
    class FailingDisk(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _room: object) -> int:
            raise OSError(errno.EIO, "the disk fails")

    with pytest.raises(OSError, match="the disk fails"):
        unseal.unseal_to(FailingDisk(), io.BytesIO(), UNIT)  # type: ignore[arg-type]


def test_a_letter_that_the_team_did_not_sign_is_refused() -> None:
    team, stranger = SigningKey(b"t" * 32), SigningKey(b"s" * 32)
    said: dict[str, canonical.Json] = {"text": "Meet us at the station."}

    assert letters.check(letters.sign(said, team), team.public).text("text") == said["text"]
    with pytest.raises(LetterRefused):
        letters.check(letters.sign(said, stranger), team.public)


@given(some.binary(max_size=200))
def test_any_bytes_are_a_letter_of_the_team_or_refused(body: bytes) -> None:
    with pytest.raises(LetterRefused):
        letters.check(body, SigningKey(b"t" * 32).public)
