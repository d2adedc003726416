"""The page of the receipt: what it proves, whether it holds, and whether one that was kept is ours."""

import base64
import json
import os
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.navigators.reporter import Reporter

from affiant.core import canonical, letters, receipt_check
from affiant.core.ledger import checkpoint, entries, tree
from affiant.core.ledger.checkpoint import Checkpoint
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.sealing import seal
from affiant.core.signing import SigningKey
from affiant.ground.spool.disk import DiskOutbox

pytestmark = pytest.mark.django_db
LEDGER = SigningKey(bytes([9]) * 32)
NAME = "affiant.example/ledger"
OURS = "Yes. This receipt belongs to what we hold under your code."
CHANGED = "This file was changed, or it does not come from us"
NONE = "This is no receipt."


def collect(reporter: Reporter, *, wrong: bool = False) -> None:
    """Acknowledge the report, with the proof of the ledger's only entry."""
    held = json.loads(reporter.open("receipt").content)["receipt"]
    envelope_sha256 = "0" * 64 if wrong else held["envelope_sha256"]
    entry = Entry(
        kind=Kind.COLLECTION,
        act="referral.collected",
        about="ab" * 16,
        by="system:courier",
        at=datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC),
        facts={"envelope_sha256": envelope_sha256},
    )
    leaf = entries.encode(entry)
    note = checkpoint.sign(Checkpoint(NAME, 1, tree.leaf_hash(leaf)), NAME, LEDGER)
    proof = {
        "checkpoint": note,
        "envelope": held["envelope"],
        "leaf": leaf.decode(),
        "ledger_key": checkpoint.vkey(NAME, LEDGER.public),
        "proof": [],
        "seq": 0,
    }
    acknowledge(reporter, proof)


def acknowledge(reporter: Reporter, proof: dict[str, object]) -> None:
    mailbox, letter_id = reporter.keys().mailbox, os.urandom(16).hex()
    letter = {
        "at": "2030-01-02T03:04:05Z",
        "facts": {},
        "format": "affiant-letter/v1",
        "id": letter_id,
        "kind": "acknowledgement",
        "language": "en",
        "mailbox": mailbox.tag,
        "receipt": proof,
        "text": "",
    }
    key = bytes.fromhex((django_settings.AFFIANT.home / "casework/keys/letter.key").read_text())
    sealed = seal.seal_letter(letters.sign(letter, SigningKey(key)), mailbox.recipient, os.urandom)
    DiskOutbox(django_settings.AFFIANT.spool_dir).put(mailbox.tag, letter_id, sealed)


def compare(reporter: Reporter, content: bytes) -> str:
    return reporter.post("return/proof", kept=SimpleUploadedFile("receipt.json", content)).content.decode()


def kept(reporter: Reporter) -> bytes:
    content: bytes = reporter.open("receipt").content
    return content


@pytest.fixture
def stranger(db) -> Reporter:
    """Somebody else, whose report has left too."""
    other = Reporter(Client())
    other.answer("start", path="told")
    other.answer("account", account="Another account.")
    other.send()
    return other


def test_before_collecting_the_signature_is_all_that_there_is(sent):
    page = sent.read("return/proof")

    assert "Yes. Our signature stands on it, and fits." in page
    assert "The proof from the team’s ledger is not here yet" in page


def test_after_collecting_the_ledgers_proof_is_checked_and_told(sent):
    collect(sent)

    page = sent.read("return/proof")

    assert "The team entered it in its ledger on 2 January 2030, as entry 0." in page
    assert f"--receipt-key {django_settings.AFFIANT.receipt_key.public}" in page
    assert f"--ledger-key {checkpoint.vkey(NAME, LEDGER.public)}".replace("+", "&#x2B;") in page.replace("+", "&#x2B;")


def test_a_proof_that_is_another_envelopes_is_told(sent):
    collect(sent, wrong=True)

    page = sent.read("return/proof")

    assert "No: something does not fit." in page
    assert "The proof fits" not in page


def test_the_receipt_that_was_kept_is_ours(sent):
    before = kept(sent)
    collect(sent)

    assert OURS in compare(sent, before)
    assert OURS in compare(sent, kept(sent))


def test_the_receipt_of_a_later_message_is_ours_too(sent):
    sent.post("return/messages", text="One thing more.")

    later = sent.open("return/proof/1")

    assert later["Content-Disposition"] == 'attachment; filename="receipt-1.json"'
    assert OURS in compare(sent, later.content)
    assert 'href="/en/return/proof/1"' in sent.read("return/proof")


@pytest.mark.parametrize("number", [0, 1, 99])
def test_a_receipt_that_does_not_exist_is_not_given(sent, number):
    assert sent.open(f"return/proof/{number}").status_code == 404


def test_somebody_elses_receipt_says_no_more_than_that(sent, stranger):
    page = compare(sent, kept(stranger))

    assert "This is a good receipt, but it does not belong to what lies under this code." in page


def test_a_changed_receipt_is_told(sent):
    held = json.loads(kept(sent))
    held["receipt"]["received_at"] = "2020-01-01T00:00:00Z"

    assert CHANGED in compare(sent, canonical.encode(held))


def test_a_receipt_with_a_forgers_signature_is_told(sent):
    held, forger = json.loads(kept(sent)), SigningKey(b"f" * 32)
    forged = forger.sign(canonical.encode(held["receipt"])).hex()

    assert CHANGED in compare(sent, canonical.encode({**held, "key": forger.public, "signature": forged}))


def test_a_proof_by_another_ledger_than_ours_is_told(sent):
    collect(sent)
    held = json.loads(kept(sent))
    other = SigningKey(b"o" * 32)
    leaf = held["collected"]["leaf"].encode()
    note = checkpoint.sign(Checkpoint(NAME, 1, tree.leaf_hash(leaf)), NAME, other)
    held["collected"] |= {"checkpoint": note, "ledger_key": checkpoint.vkey(NAME, other.public)}

    assert CHANGED in compare(sent, canonical.encode(held))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff\xfe\x00", b"[" * 10_000, base64.b64encode(bytes(300_000)), b'{"receipt":{}}'],
    ids=["nothing", "an empty object", "no text", "deep", "large", "half of one"],
)
def test_whatever_else_is_chosen_is_no_receipt(sent, content):
    assert NONE in compare(sent, content)


def test_no_file_is_no_receipt(sent):
    assert NONE in sent.post("return/proof").content.decode()


def test_the_form_of_the_receipt_needs_its_token(sent):
    strict = Reporter(Client(enforce_csrf_checks=True))
    strict.client.cookies = sent.client.cookies

    assert strict.post("return/proof", kept=SimpleUploadedFile("receipt.json", b"{}")).status_code == 403


def test_the_page_says_no_more_than_the_verifier_finds(sent):
    collect(sent)

    found = receipt_check.check_receipt(kept(sent), receipt_key=django_settings.AFFIANT.receipt_key.public)

    assert [finding.code for finding in found.findings] == ["L017"]
