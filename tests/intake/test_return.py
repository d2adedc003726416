"""Coming back with a return code, and writing after sending."""

import os
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.test import Client
from tests.navigators.reporter import Reporter, answers, envelopes

from affiant.core import letters
from affiant.core.sealing import seal
from affiant.core.signing import SigningKey
from affiant.ground.spool.disk import DiskOutbox

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@pytest.fixture
def elsewhere(db) -> Reporter:
    """The same person at another device."""
    return Reporter(Client())


def leave_a_letter(reporter: Reporter, kind: str, text: str) -> None:
    letter_id = os.urandom(16).hex()
    said = {"at": AT.isoformat(), "format": "affiant-letter/v1", "id": letter_id, "kind": kind, "language": "en"}
    key = bytes.fromhex((django_settings.AFFIANT.home / "casework/keys/letter.key").read_text())
    mailbox = reporter.keys().mailbox
    body = letters.sign({**said, "mailbox": mailbox.tag, "receipt": None, "text": text}, SigningKey(key))
    sealed = seal.seal_letter(body, mailbox.recipient, os.urandom)
    DiskOutbox(django_settings.AFFIANT.spool_dir).put(mailbox.tag, letter_id, sealed)


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code,
        lambda code: code.replace(" ", ""),
        lambda code: f"  {code.replace(' ', ' - ')} ",
        lambda code: code.translate(PERSIAN),
        lambda code: code.translate(BENGALI),
    ],
    ids=["as shown", "without spaces", "with dashes", "in Persian digits", "in Bengali digits"],
)
def test_a_code_opens_the_draft_however_it_is_written(writing, elsewhere, written):
    writing.answer("place", place_where="by the river")

    response = elsewhere.post("return", code=written(writing.code()))

    assert response["Location"] == "/en/form/check"
    assert "by the river" in elsewhere.read("form/check")


def slip(code: str) -> str:
    return f"{code[:-1]}{(int(code[-1]) + 1) % 10}"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter your return code."),
        ("1234 5678", "A return code has 28 digits, and you entered 8."),
        ("12a4 5678", "A return code has only digits."),
        ("1" * 5000, "A digit is wrong"),
    ],
)
def test_what_is_no_code_gets_a_sentence_and_stays_as_typed(elsewhere, typed, sentence):
    page = elsewhere.post("return", code=typed).content.decode()

    assert page.count(sentence) == 2
    assert typed in page


def test_a_slip_is_called_a_slip(writing, elsewhere):
    page = elsewhere.post("return", code=slip(writing.code())).content.decode()

    assert "A digit is wrong, or two have changed places." in page


def test_a_code_under_which_nothing_lies_tells_a_stranger_nothing(elsewhere):
    body = "12345678901234567890123456"
    unknown = f"{body}{98 - int(body + '00') % 97:02d}"

    page = elsewhere.post("return", code=unknown).content.decode()

    assert "There is nothing under this code." in page


def test_coming_back_after_sending_shows_where_it_stands_and_none_of_the_words(sent, elsewhere):
    response = elsewhere.post("return", code=sent.code())

    page = elsewhere.read("return/overview")
    assert response["Location"] == "/en/return/overview"
    assert "It is stored safely, and waits for the team to collect it." in page
    assert "six in the morning" not in page


def test_a_letter_from_the_team_is_shown_to_whoever_has_the_code(sent):
    leave_a_letter(sent, "message", "Дякуємо. Ми прочитали.")

    assert "Дякуємо. Ми прочитали." in sent.read("return/messages")


def test_an_acknowledgement_says_when_the_report_was_collected(sent):
    leave_a_letter(sent, "acknowledgement", "")

    page = sent.read("return/overview")
    assert "The team collected it." in page
    assert "21 November 2026" in page
    assert "There are none yet." in sent.read("return/messages")


def test_a_message_that_is_sent_twice_is_one_message(sent):
    envelope = sent.open("return/messages").context["form"]["envelope"].value()

    first = sent.post("return/messages", text="One thing more.", envelope=envelope)
    again = sent.post("return/messages", text="One thing more.", envelope=envelope)

    assert first["Location"] == again["Location"] == "/en/return/messages?thanks=yes"
    assert len(envelopes()) == 2
    assert answers(envelopes()[1]).answers[0].answer == "One thing more."


def test_an_empty_message_gets_a_sentence(sent):
    page = sent.post("return/messages", text=" \n ").content.decode()

    assert page.count("Write something, or add a file.") == 2


def test_a_message_waits_while_files_are_added(sent):
    response = sent.post("return/messages", text="Half a mess", files="yes")

    assert response["Location"] == "/en/return/files"
    assert "Half a mess" in sent.read("return/messages")


def test_a_message_keeps_its_words_in_another_language(sent):
    response = sent.post("return/messages", text="Half a mess", language="uk")

    sent.language = "uk"
    assert response["Location"] == "/uk/return/messages"
    assert "Half a mess" in sent.read("return/messages")


def test_before_sending_there_are_no_messages(writing):
    assert writing.open("return/messages")["Location"] == "/en/form/check"
    assert writing.open("receipt")["Location"] == "/en/form/check"
    assert writing.open("sent")["Location"] == "/en/form/check"


def test_a_code_with_a_character_that_cannot_be_shown_is_read_without_it(writing):
    code = writing.code()

    response = writing.post("return", code=f"\x00{code}\x00")

    assert response["Location"] == "/en/form/check"
