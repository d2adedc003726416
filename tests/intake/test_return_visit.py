"""A return visit: where it stands, new wishes, withdrawing, and each code that does not open on a page of its own."""

import dataclasses
import errno
import os
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from tests.navigators.page import fields
from tests.navigators.reporter import Reporter, answers, envelopes

from affiant.core import letters
from affiant.core.digests import sha256
from affiant.core.letter_files import LARGEST, LetterFile
from affiant.core.sealing import seal
from affiant.core.signing import SigningKey
from affiant.ground.spool import files
from affiant.ground.spool.disk import DiskOutbox
from affiant.intake.return_visit import standing
from affiant.submissions import letterbox, selectors, services

pytestmark = pytest.mark.django_db
COURT = "International Criminal Court"


@pytest.fixture
def elsewhere(db) -> Reporter:
    """The same person at another device."""
    return Reporter(Client())


def tell(
    reporter: Reporter, kind: str, *, after: int = 0, text: str = "", files: tuple[LetterFile, ...] = (), **facts: str
) -> str:
    """Leave a letter of the team's, some minutes later; return its id."""
    letter_id = os.urandom(16).hex()
    mailbox = reporter.keys().mailbox
    letter = {
        **({"files": [file.as_json() for file in files]} if files else {}),
        "at": (timezone.now() + timedelta(minutes=after)).isoformat(),
        "facts": facts,
        "format": letterbox.FORMAT,
        "id": letter_id,
        "kind": kind,
        "language": "uk",
        "mailbox": mailbox.tag,
        "receipt": None,
        "text": text,
    }
    key = bytes.fromhex((django_settings.AFFIANT.home / "casework/keys/letter.key").read_text())
    sealed = seal.seal_letter(letters.sign(letter, SigningKey(key)), mailbox.recipient, os.urandom)
    DiskOutbox(django_settings.AFFIANT.spool_dir).put(mailbox.tag, letter_id, sealed)
    return letter_id


def enclose(reporter: Reporter, content: bytes, name: str = "Пам’ятка.pdf", **changes: object) -> LetterFile:
    """Leave a file of the team's in the mailbox; return what a letter says of it."""
    file, mailbox = LetterFile(os.urandom(16).hex(), name, "", len(content), sha256(content)), reporter.keys().mailbox
    sealed = seal.seal_letter_file(content, mailbox.recipient, os.urandom)
    DiskOutbox(django_settings.AFFIANT.spool_dir).put_file(mailbox.tag, file.id, sealed)
    return dataclasses.replace(file, **changes)


def share(reporter: Reporter, what: str = "account") -> None:
    tell(reporter, "shared", to=COURT, on="2026-11-20", what=what)


def test_every_state_of_the_format_has_words():
    assert set(standing.STATES) == set(letterbox.STATES)


@pytest.mark.parametrize("state", letterbox.STATES)
def test_a_state_is_told_in_words(sent, state):
    tell(sent, "status", state=state)

    page = sent.read("return/overview")

    assert str(standing.STATES[state].now) in page


def test_the_newest_state_stands_and_the_way_shows_all(sent):
    tell(sent, "status", after=2, state="assessed")
    tell(sent, "status", after=1, state="being_read")

    told = sent.open("return/overview").context["standing"]

    assert told.state is standing.STATES["assessed"]
    assert [stop.sentence for stop in told.stops] == [
        "You sent it.",
        "An officer began to read it.",
        "The team had read it.",
    ]


def test_the_way_holds_what_both_sides_did(sent):
    tell(sent, "message", after=1, text="Дякуємо.")
    share(sent)
    sent.post("return/messages", text="One thing more.")

    page = sent.read("return/overview")

    assert "The team wrote to you." in page
    assert "You wrote to the team." in page
    assert "The team has written you 1 message." in page
    assert f"\u2068{COURT}\u2069 received what you sent, without the page about your name" in page


def test_messages_of_both_sides_stand_in_their_order(sent):
    sent.post("return/messages", text="One thing more.")
    tell(sent, "message", after=1, text="Дякуємо. <Ми> прочитали.")

    page = sent.read("return/messages")

    assert "One thing more." not in page
    assert "Your words are locked and cannot be shown here." in page
    assert page.index("Your words are locked") < page.index("Дякуємо. &lt;Ми&gt; прочитали.")


def test_a_message_that_waits_outlives_the_visit(sent, elsewhere):
    assert sent.post("return/messages", text="Half a mess", later="yes")["Location"] == "/en/return/overview"
    assert "it is not sent yet" in sent.read("return/overview")

    elsewhere.post("return", code=sent.code())

    assert "Half a mess" in elsewhere.read("return/messages")


@pytest.mark.parametrize(
    ("way", "address"), [("back", "/en/return/overview"), ("help", "/en/#help"), ("start", "/en/")]
)
def test_what_leads_away_from_the_messages_keeps_what_was_typed(sent, way, address):
    assert sent.post("return/messages", text="Half a mess", to=way)["Location"] == address

    assert "Half a mess" in sent.read("return/messages")


@pytest.mark.parametrize("page", ["return/wishes", "return/stop"])
def test_what_was_shared_is_listed_before_anything_is_changed(sent, page):
    before = sent.read(page)
    share(sent, "account_contact")
    after = sent.read(page)

    assert "has been given to nobody outside the team" in before
    assert f"\u2068{COURT}\u2069 received what you sent, with your name and how to reach you" in after
    assert "This cannot be called back" in after


def test_a_recipient_is_named_in_the_language_of_the_page(sent):
    share(sent, "account")
    tell(sent, "shared", to="A court of elsewhere", on="2026-11-20", what="account")

    page = sent.client.get("/uk/return/overview").content.decode()

    assert "\u2068Міжнародний кримінальний суд\u2069" in page
    assert "\u2068A court of elsewhere\u2069" in page


def test_new_wishes_are_looked_at_and_sent_whole(sent):
    asked = sent.post("return/wishes", wish_contact="no", wish_sharing="ask_first")
    assert asked["Location"] == "/en/return/wishes/check"
    check = sent.open("return/wishes/check")
    assert "Ask me first" in check.content.decode()

    thanks = sent.post("return/wishes/check", **fields(check))

    assert thanks["Location"] == "/en/return/overview?thanks=wishes"
    document = answers(envelopes()[-1])
    assert (document.kind, document.form) == ("message", ("wishes", "1"))
    assert document.wishes["contact"] == "no"
    assert document.wishes["icc"] == document.wishes["states"] == document.wishes["support"] == "ask_first"
    assert document.wishes["uk"] == document.wishes["analysis"] == "unanswered"


def test_new_wishes_are_sealed_with_the_words_that_were_shown(sent):
    sent.language = "uk"
    sent.post("return/wishes", wish_contact="yes")
    sent.post("return/wishes/check")

    asked = next(each for each in answers(envelopes()[-1]).answers if each.question == "wish_contact")

    assert asked.shown.title == "Чи можна нам зв’язатися з Вами?"
    assert asked.answer == "yes"


def test_each_recipient_can_be_decided_about(sent):
    assert sent.post("return/wishes", wish_sharing="each")["Location"] == "/en/return/wishes/each"
    sent.post("return/wishes/each", wish_icc="yes_without_me", wish_support="no")
    sent.post("return/wishes/check")

    wishes = answers(envelopes()[-1]).wishes
    assert (wishes["icc"], wishes["support"], wishes["states"]) == ("yes_without_me", "no", "unanswered")
    assert "each" not in wishes.values()


def test_wishes_that_are_sent_twice_are_sent_once(sent):
    sent.post("return/wishes", wish_contact="no")
    form = fields(sent.open("return/wishes/check"))

    sent.post("return/wishes/check", **form)
    sent.post("return/wishes/check", **form)

    assert len(envelopes()) == 2


def test_wishes_wait_until_they_are_sent(sent, elsewhere):
    sent.post("return/wishes", wish_contact="no")

    elsewhere.post("return", code=sent.code())

    assert 'value="no" checked' in elsewhere.read("return/wishes")
    assert len(envelopes()) == 1


def test_another_language_keeps_what_was_chosen(sent):
    response = sent.post("return/wishes", wish_contact="no", language="uk")

    sent.language = "uk"
    assert response["Location"] == "/uk/return/wishes"
    assert 'value="no" checked' in sent.read("return/wishes")


def test_withdrawing_takes_two_pages_and_the_first_does_nothing(sent):
    page = sent.read("return/stop")

    assert "What it cannot do" in page
    assert sent.post("return/stop").status_code == 405
    assert len(envelopes()) == 1


def test_a_withdrawal_leaves_with_what_was_said_about_it(sent):
    response = sent.post("return/stop/sure", why="I am afraid.")

    assert response["Location"] == "/en/return/overview?thanks=withdrawal"
    document = answers(envelopes()[-1])
    assert document.form == ("withdrawal", "1")
    assert {each.question: each.answer for each in document.answers} == {
        "withdrawal": "yes",
        "withdrawal_why": "I am afraid.",
    }


def test_the_code_of_a_withdrawn_report_opens_a_page_of_its_own(sent, elsewhere):
    sent.post("return/stop/sure")

    assert elsewhere.post("return", code=sent.code())["Location"] == "/en/return/overview"
    page = elsewhere.read("return/overview")
    assert "You have withdrawn what you sent" in page
    assert "Change your wishes" not in page


@pytest.mark.parametrize("page", ["return/wishes", "return/wishes/each", "return/stop", "return/stop/sure"])
def test_what_is_withdrawn_has_no_wishes_and_is_not_withdrawn_again(sent, page):
    sent.post("return/stop/sure")

    assert sent.open(page)["Location"] == "/en/return/overview"
    sent.post(page, wish_contact="yes")
    assert len(envelopes()) == 2


def test_the_language_of_the_last_page_can_change_with_what_was_typed(sent):
    page = sent.post("return/stop/sure", why="Half a reas", language="ar").content.decode()

    assert 'lang="ar"' in page
    assert "Half a reas" in page
    assert len(envelopes()) == 1


def test_the_code_of_an_expired_draft_has_a_page_of_its_own(writing, elsewhere):
    code = writing.code()
    services.sweep(at=timezone.now() + timedelta(days=36))

    page = elsewhere.post("return", code=code).content.decode()

    assert "What you saved is no longer here" in page
    assert "Your code is right." in page
    assert elsewhere.open("code").status_code == 403


def test_a_slip_is_shown_group_by_group(sent, elsewhere):
    code = sent.code()

    page = elsewhere.post("return", code=f"{code[:-1]}{(int(code[-1]) + 1) % 10}").content.decode()

    assert "This is what you entered, group by group:" in page
    assert f'class="code__group">{code[:4]}<' in page


def test_before_sending_no_page_of_the_return_visit_opens(writing):
    pages = ["overview", "messages", "wishes", "wishes/each", "wishes/check", "stop", "stop/sure", "proof"]

    opened = [writing.client.get(f"/en/return/{page}", follow=True) for page in pages]

    assert {answer.redirect_chain[-1][0] for answer in opened} == {"/en/form/check"}


def test_words_of_a_second_window_wait_as_a_message(sent):
    response = sent.answer("account", account="kyiv")

    assert response["Location"] == "/en/return/messages?already=yes"
    assert selectors.load(sent.keys()).answers == {"message": "kyiv"}


@pytest.fixture
def full_disk(monkeypatch):
    """A disk without room, until the test says otherwise."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(files.os, "fsync", full)
    monkeypatch.setattr(files.os, "fdatasync", full)
    return monkeypatch


def test_new_wishes_that_find_no_room_wait(sent, full_disk):
    sent.post("return/wishes", wish_contact="no")

    page = sent.post("return/wishes/check").content.decode()

    assert "because we have no room left" in page
    full_disk.undo()
    assert sent.post("return/wishes/check")["Location"] == "/en/return/overview?thanks=wishes"


def test_a_withdrawal_that_finds_no_room_keeps_what_was_typed(sent, full_disk):
    page = sent.post("return/stop/sure", why="I am afraid.").content.decode()

    assert "because we have no room left" in page
    assert "I am afraid." in page
    full_disk.undo()
    assert sent.post("return/stop/sure")["Location"] == "/en/return/overview?thanks=withdrawal"


PAPER = b"%PDF-1.7 what the team wants to give"


def test_a_file_of_the_team_is_given_to_be_saved_and_never_shown(sent):
    letter = tell(sent, "message", text="Для Вас.", files=(enclose(sent, PAPER),))

    page, given = sent.read("return/messages"), sent.open(f"return/messages/{letter}/1")

    assert "Пам’ятка.pdf" in page
    assert (given.content, given["Content-Type"]) == (PAPER, "application/octet-stream")
    assert given["Content-Disposition"].startswith("attachment")


def test_a_file_of_the_team_is_closed_to_who_has_not_the_code(sent, elsewhere):
    letter = tell(sent, "message", text="Для Вас.", files=(enclose(sent, PAPER),))

    response = elsewhere.open(f"return/messages/{letter}/1")

    assert PAPER not in response.content


def test_another_mailbox_does_not_give_it(sent, elsewhere):
    letter = tell(sent, "message", text="Для Вас.", files=(enclose(sent, PAPER),))
    elsewhere.answer("start", path="witnessed")
    elsewhere.answer("account", account="Something else.")
    elsewhere.send()

    assert elsewhere.open(f"return/messages/{letter}/1")["Location"] == "/en/return/messages?missing=yes"


@pytest.mark.parametrize(
    "changes",
    [{"sha256": "0" * 64}, {"bytes": 3}, {"id": "0" * 32}],
    ids=["another digest", "another length", "not there"],
)
def test_a_file_that_is_not_the_one_that_was_signed_is_not_given_and_the_page_says_so(changes, sent):
    letter = tell(sent, "message", text="Для Вас.", files=(enclose(sent, PAPER, **changes),))

    response = sent.open(f"return/messages/{letter}/1")

    assert response["Location"] == "/en/return/messages?missing=yes"
    assert "This file does not open. It is not your fault." in sent.read("return/messages?missing=yes")


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_number_that_no_file_has_gives_none(number, sent):
    letter = tell(sent, "message", text="Для Вас.", files=(enclose(sent, PAPER),))

    assert sent.open(f"return/messages/{letter}/{number}").status_code == 302


@pytest.mark.parametrize(
    "changes",
    [{"name": "../a.pdf"}, {"name": ""}, {"name": "a\u202efdp"}, {"bytes": 0}, {"bytes": LARGEST + 1}, {"sha256": "x"}],
)
def test_a_letter_with_a_file_that_is_not_as_the_format_says_is_passed_over(changes, sent):
    tell(sent, "message", text="Для Вас.", files=(enclose(sent, PAPER, **changes),))

    assert [letter.kind for letter in selectors.letters(sent.keys())] == []


def test_a_letter_with_too_many_files_is_passed_over(sent):
    tell(sent, "message", text="Для Вас.", files=tuple(enclose(sent, PAPER) for _ in range(6)))

    assert selectors.letters(sent.keys()) == []


def test_what_the_team_asks_is_said_until_the_person_has_written(sent):
    tell(sent, "message", after=-1, text="Коли?", asks="answer")
    before = sent.read("return/overview"), sent.read("return/messages")

    sent.post("return/messages", text="Yesterday.")

    assert "The team asks you something there." in before[0]
    assert "The team asks you something. You can answer below" in before[1]
    assert "The team asks you something there." not in sent.read("return/overview")
