"""Letters come back to the mailbox, and the acknowledgement completes the receipt."""

import json
import os
import secrets
from datetime import timedelta

import pytest
from tests.factories import reports

from affiant.core import letters
from affiant.core.sealing import seal
from affiant.core.signing import SigningKey
from affiant.ground.spool.disk import DiskOutbox
from affiant.submissions import selectors

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys():
    return reports.open_draft().keys


@pytest.fixture
def post(settings):
    """Write a letter as casework does, and put it into a mailbox."""

    def post(keys, *, tag=None, key=None, letter_id=None, **changes):
        name = letter_id or secrets.token_hex(16)
        letter = {
            "format": "affiant-letter/v1",
            "id": name,
            "mailbox": keys.mailbox.tag,
            "kind": "message",
            "at": reports.AT.isoformat(),
            "language": "uk",
            "text": "Дякуємо.",
            "receipt": None,
            **changes,
        }
        letter_key = settings.AFFIANT.home / "casework" / "keys" / "letter.key"
        signer = key or SigningKey(bytes.fromhex(letter_key.read_text()))
        sealed = seal.seal_letter(letters.sign(letter, signer), keys.mailbox.recipient, os.urandom)
        DiskOutbox(settings.AFFIANT.spool_dir).put(tag or keys.mailbox.tag, name, sealed)

    return post


def test_letters_are_read_in_the_order_in_which_they_were_written(keys, post):
    post(keys, text="second", at=(reports.AT + timedelta(days=1)).isoformat())
    post(keys, text="first")

    assert [letter.text for letter in selectors.letters(keys)] == ["first", "second"]


def test_a_letter_to_somebody_else_is_passed_over(keys, post):
    post(reports.open_draft().keys, tag=keys.mailbox.tag)
    post(keys)

    assert len(selectors.letters(keys)) == 1


def test_a_letter_that_the_team_did_not_sign_is_passed_over(keys, post):
    post(keys, key=SigningKey(b"x" * 32))

    assert selectors.letters(keys) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "0" * 32},
        {"kind": "order"},
        {"format": "affiant-letter/v2"},
        {"at": "soon"},
        {"text": 1},
        {"facts": []},
        {"facts": {"state": 1}},
        {"kind": "status", "text": ""},
        {"kind": "status", "text": "", "facts": {"state": "lost"}},
        {"kind": "shared", "text": "", "facts": {"to": "A court", "on": "soon", "what": "account"}},
        {"kind": "shared", "text": "", "facts": {"to": "A court", "on": "2026-11-21", "what": "everything"}},
        {"kind": "shared", "text": "", "facts": {"on": "2026-11-21", "what": "account"}},
        {"at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_a_letter_that_is_not_as_the_format_says_is_passed_over(keys, post, changes):
    post(keys, **changes)

    assert selectors.letters(keys) == []


def test_where_a_report_stands_and_whom_it_was_given_to_come_as_facts(keys, post):
    post(keys, kind="status", text="", facts={"state": "being_read"})
    shared = {"to": "International Criminal Court", "on": "2026-11-21", "what": "account"}
    post(keys, kind="shared", text="", facts=shared, at=(reports.AT + timedelta(days=1)).isoformat())

    told = [(letter.kind, letter.facts) for letter in selectors.letters(keys)]

    assert told == [("status", {"state": "being_read"}), ("shared", shared)]


def test_a_letter_of_before_there_were_facts_is_read(keys, post):
    post(keys)

    assert [letter.facts for letter in selectors.letters(keys)] == [{}]


def test_bytes_that_are_no_letter_are_passed_over(keys, post, settings):
    DiskOutbox(settings.AFFIANT.spool_dir).put(keys.mailbox.tag, "a" * 32, os.urandom(100))
    post(keys)

    assert len(selectors.letters(keys)) == 1


def test_the_receipt_is_completed_by_the_acknowledgement_of_its_own_envelope(keys, post):
    plain = reports.send(keys)
    envelope = json.loads(plain)["receipt"]["envelope"]
    post(keys, kind="acknowledgement", receipt={"envelope": "b" * 32, "seq": 1})
    assert selectors.receipt(keys) == plain

    post(keys, kind="acknowledgement", receipt={"envelope": envelope, "seq": 7, "proof": []})

    held = json.loads(selectors.receipt(keys))
    assert held["collected"]["seq"] == 7
    assert held["receipt"] == json.loads(plain)["receipt"]
