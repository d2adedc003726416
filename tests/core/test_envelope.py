"""Envelopes and their documents: round trips, and a change at any byte is found."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from affiant.core import canonical, documents, envelope, receipt, signing
from affiant.core.digests import sha256
from affiant.core.documents import (
    Answer,
    AnswersDocument,
    ContactDocument,
    FileFacts,
    MalformedDocument,
    Option,
    PartFacts,
    Shown,
)
from affiant.core.envelope import Header, MalformedEnvelope, Piece
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import BadSignature, SigningKey

KEY = SigningKey(b"k" * 32)
texts = some.text(some.characters(exclude_categories=["Cs"]), max_size=60)
counts = some.integers(0, 2**50)
digests = some.binary(max_size=4).map(sha256)
identifiers = some.binary(min_size=16, max_size=16).map(bytes.hex)

shown = some.builds(Shown, texts, texts, some.lists(some.builds(Option, texts, texts), max_size=3).map(tuple))
answers = some.lists(
    some.builds(Answer, texts, shown, texts | some.lists(texts, max_size=3).map(tuple)), max_size=4
).map(tuple)
parts = some.lists(some.builds(PartFacts, texts, digests, counts), max_size=3).map(tuple)
files = some.lists(
    some.builds(FileFacts, counts, texts, texts, counts, parts, digests | some.just("")), max_size=3
).map(tuple)
answer_documents = some.builds(
    AnswersDocument,
    identifiers,
    some.sampled_from(envelope.KINDS),
    some.sampled_from(["en", "uk"]),
    some.tuples(texts, texts),
    some.datetimes(min_value=datetime(2000, 1, 1)).map(  # noqa: DTZ001 - the format adds the zone
        lambda at: at.isoformat(timespec="microseconds") + "Z"
    ),
    answers,
    some.dictionaries(some.sampled_from(["icc", "contact"]), texts),
    files,
)


FIRST = ("0" * 16, "1" * 16)


def a_header(parts: int = 2, keys: tuple[str, ...] = (*FIRST, "2" * 16)) -> Header:
    pieces = tuple(Piece(envelope.part_name(number), sha256(b"p"), 9) for number in range(1, parts + 1))
    return Header(
        id="ab" * 16,
        kind="report",
        mailbox=Identity.from_entropy(b"m" * 32).recipient,
        received_on="2026-11-21",
        rehearsal=False,
        keys=keys,
        answers=Piece(envelope.ANSWERS_NAME, sha256(b"a"), 1),
        contact=Piece(envelope.CONTACT_NAME, sha256(b"c"), 2),
        parts=pieces,
    )


@given(answer_documents)
def test_an_answers_document_reads_back(document: AnswersDocument) -> None:
    assert documents.parse_answers(documents.encode_answers(document)) == document


@given(identifiers, answers)
def test_a_contact_document_reads_back(identity: str, given_answers: tuple[Answer, ...]) -> None:
    document = ContactDocument(identity, given_answers)

    assert documents.parse_contact(documents.encode_contact(document)) == document


@given(answer_documents)
def test_a_document_fills_a_power_of_two(document: AnswersDocument) -> None:
    length = len(documents.encode_answers(document))

    assert length >= 4096
    assert length & (length - 1) == 0


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "2026-11-21",
        "0001-01-01T00:00:00.000000Z",
        "2026-02-30T00:00:00.000000Z",
        "2026-11-21T07:00:00.000001+14:00",
    ],
)
def test_a_moment_in_another_spelling_is_refused(moment: str) -> None:
    document = AnswersDocument("ab" * 16, "report", "uk", ("report", "1"), moment, (), {}, ())

    with pytest.raises(MalformedDocument, match="sent_at"):
        documents.parse_answers(documents.encode_answers(document))


@pytest.mark.parametrize("stated", ["0", "AB" * 32, "ab" * 33, "unknown"])
def test_a_statement_that_is_no_digest_is_refused(stated: str) -> None:
    file = FileFacts(1, "a.jpg", "image/jpeg", 0, (), stated)
    document = AnswersDocument(
        "ab" * 16, "report", "uk", ("report", "1"), "2026-11-21T07:00:00.000001Z", (), {}, (file,)
    )

    with pytest.raises(MalformedDocument):
        documents.parse_answers(documents.encode_answers(document))


@given(some.binary(max_size=300))
def test_any_bytes_are_a_document_or_our_own_refusal(raw: bytes) -> None:
    for parse in (documents.parse_answers, documents.parse_contact):
        with pytest.raises(MalformedDocument):
            parse(documents.pad(raw))
        with pytest.raises(MalformedDocument):
            parse(raw)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_header_reads_back_with_its_key(count: int) -> None:
    signed = envelope.parse_header(envelope.pack_header(a_header(count), KEY))

    assert signed.header == a_header(count)
    assert signed.key == KEY.public


@pytest.mark.parametrize(
    ("keys", "written", "names"), [(FIRST, "v1", ""), ((*FIRST, "2" * 16), "v2", "2" * 16)], ids=["first", "second"]
)
def test_the_version_says_which_key_opens_names(keys: tuple[str, ...], written: str, names: str) -> None:
    header = envelope.parse_header(envelope.pack_header(a_header(keys=keys), KEY)).header

    assert (header, header.format, header.identity) == (a_header(keys=keys), f"affiant-envelope/{written}", names)


@pytest.mark.parametrize(("version", "count"), [(1, 1), (1, 3), (2, 0), (2, 2), (2, 4), (3, 3)])
def test_a_version_with_other_keys_than_its_own_is_refused(version: int, count: int) -> None:
    held = canonical.decode(canonical.encode(a_header().as_json()))
    assert isinstance(held, dict)
    changed = held | {"format": f"affiant-envelope/v{version}", "keys": ["0" * 16] * count}
    signature = KEY.sign(canonical.encode(changed)).hex()

    with pytest.raises(MalformedEnvelope):
        envelope.parse_header(canonical.encode({"header": changed, "key": KEY.public, "signature": signature}))


@given(some.data())
def test_a_change_at_any_byte_of_a_header_is_found(data: some.DataObject) -> None:
    raw = bytearray(envelope.pack_header(a_header(), KEY))
    raw[data.draw(some.integers(0, len(raw) - 1))] ^= data.draw(some.integers(1, 255))

    with pytest.raises((MalformedEnvelope, BadSignature)):
        envelope.parse_header(bytes(raw))


@given(some.binary(max_size=300))
def test_any_bytes_are_a_header_or_our_own_refusal(raw: bytes) -> None:
    with pytest.raises((MalformedEnvelope, BadSignature)):
        envelope.parse_header(raw)


def test_a_signature_is_bound_to_its_bytes_and_key() -> None:
    signature = KEY.sign(b"words")

    signing.verify(KEY.public, signature, b"words")
    with pytest.raises(BadSignature):
        signing.verify(KEY.public, signature, b"other words")
    with pytest.raises(BadSignature):
        signing.verify("00", signature, b"words")


def test_a_receipt_holds_no_word_and_no_name() -> None:
    facts = receipt.ReceiptFacts("ab" * 16, sha256(b"e"), "2026-11-21T07:00:00Z", "A service", [(10, 1)])

    raw = receipt.sign(facts, KEY)

    assert sorted(receipt.canonical.decode(raw)) == ["key", "receipt", "signature"]  # type: ignore[arg-type]
    assert b'"collected":{"seq":1}' in receipt.with_collected(raw, {"seq": 1})
