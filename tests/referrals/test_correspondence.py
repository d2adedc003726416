"""Letters to reporters: none is lost, none goes twice, and each opens with the reporter's own key."""

import hashlib
import importlib

import pytest
from django.conf import settings
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.core import letters
from affiant.core.ledger import checkpoint
from affiant.core.ledger.verify import check_inclusion
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors, services, spool
from affiant.referrals.errors import EmptyText, TextTooLong
from affiant.referrals.models import Letter
from affiant.referrals.stages import LetterKind
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def post_all():
    return [services.post(letter_id=one, outbox=spool.outbox(), at=AT) for one in selectors.waiting_letters()]


def letters_to(sending: Sending) -> list[dict]:
    mailbox = sending.keys.mailbox
    found = spool.outbox().letters(mailbox.tag)
    public = settings.AFFIANT.letter_key.public
    return [letters.check(letters.open_letter(sealed, mailbox), public).held for _, sealed in found]


def test_an_envelope_is_acknowledged_in_the_language_of_its_reporter():
    sending = Sending()
    situations.collected_referral(sending)

    post_all()

    (letter,) = letters_to(sending)
    assert (letter["kind"], letter["language"]) == ("acknowledgement", "uk")
    assert "надійшло до групи" in letter["text"]


def test_the_acknowledgement_proves_that_the_envelope_stands_in_the_ledger():
    sending = Sending()
    situations.collected_referral(sending)

    post_all()

    proof = letters_to(sending)[0]["receipt"]
    note = checkpoint.open_note(proof["checkpoint"], proof["ledger_key"])
    path = [bytes.fromhex(step) for step in proof["proof"]]
    assert proof["envelope"] == sending.id
    assert sending.id in proof["leaf"]
    check_inclusion(leaf=proof["leaf"].encode(), seq=proof["seq"], size=note.size, proof=path, root=note.root)


def test_a_letter_is_posted_once():
    sending = Sending()
    situations.collected_referral(sending)

    first, second = post_all(), post_all()

    assert (first, second) == ([True], [])
    assert len(letters_to(sending)) == 1


def test_a_letter_that_could_not_be_posted_waits(house):
    sending = Sending()
    situations.collected_referral(sending)
    outbox = house.spool_dir / "outbox"
    outbox.write_text("a file where the outbox should be")
    with pytest.raises(OSError, match="outbox"):
        post_all()
    outbox.unlink()

    posted = post_all()

    assert posted == [True]
    assert len(letters_to(sending)) == 1


def test_a_reply_reaches_the_mailbox(django_capture_on_commit_callbacks):
    sending, officer = Sending(), situations.officer(Role.INVESTIGATOR)
    referral_id = situations.collected_referral(sending)

    with django_capture_on_commit_callbacks(execute=True):
        services.reply(referral_id=referral_id, text="Дякуємо. Чи маєте ви ще фото?", by=officer, at=AT)

    (letter,) = letters_to(sending)
    (message,) = selectors.messages_of(referral_id)
    assert (letter["kind"], letter["text"]) == ("message", "Дякуємо. Чи маєте ви ще фото?")
    assert (message.by_name, message.posted_at) == (officer.display_name, AT)


@pytest.mark.parametrize("act", ["reply", "assign"])
def test_an_act_stands_when_its_letter_cannot_be_posted_now(act, house, django_capture_on_commit_callbacks):
    officer, referral_id = situations.officer(Role.INVESTIGATOR), situations.collected_referral()
    outbox = house.spool_dir / "outbox"
    outbox.write_text("a file where the outbox should be")

    with django_capture_on_commit_callbacks(execute=True):
        if act == "reply":
            services.reply(referral_id=referral_id, text="Дякуємо.", by=officer, at=AT)
        else:
            triage.assign(referral_id=referral_id, officer_id=officer.pk, by=officer, at=AT)

    outbox.unlink()
    assert post_all() == [True, True]


def test_a_reply_that_was_not_posted_is_posted_by_the_courier():
    sending, officer = Sending(), situations.officer(Role.INVESTIGATOR)
    referral_id = situations.collected_referral(sending)
    post_all()

    services.reply(referral_id=referral_id, text="Дякуємо.", by=officer, at=AT)
    post_all()

    assert {letter["kind"] for letter in letters_to(sending)} == {"acknowledgement", "message"}


def test_the_ledger_has_the_reply_without_its_words():
    officer = situations.officer(Role.SUPERVISOR)
    referral_id = situations.collected_referral()

    services.reply(referral_id=referral_id, text="Слова, яких у журналі немає.", by=officer, at=AT)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert (entry.act, entry.by) == ("message.written", officer.actor)
    assert "Слова" not in entry.data
    assert set(entry.commitments) == {"text"}


@pytest.mark.parametrize(("text", "refusal"), [(" \n\0 ", EmptyText), ("a" * 10_001, TextTooLong)])
def test_what_is_no_letter_is_refused(text, refusal):
    officer = situations.officer(Role.INVESTIGATOR)
    referral_id = situations.collected_referral()

    with pytest.raises(refusal):
        services.reply(referral_id=referral_id, text=text, by=officer, at=AT)

    assert selectors.messages_of(referral_id) == []


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_write_does_not(role):
    referral_id = situations.collected_referral()

    with pytest.raises(NotPermitted):
        services.reply(referral_id=referral_id, text="Добрий день.", by=situations.officer(role), at=AT)


@pytest.mark.parametrize("language", ["en", "uk", "xx", "--", "0-0", "zh-Hant-TW", "X" * 35, "con"])
def test_an_acknowledgement_goes_out_whatever_language_the_envelope_names(language):
    sending = Sending(language=language)
    situations.collected_referral(sending)

    post_all()

    assert letters_to(sending)[0]["text"]


def test_what_is_entered_as_placed_is_what_was_put_there_whatever_lay_there_before():
    sending, officer = Sending(), situations.officer(Role.INVESTIGATOR)
    referral_id = situations.collected_referral(sending)
    services.reply(referral_id=referral_id, text="Дякуємо.", by=officer, at=AT)
    letter_id = Letter.objects.get(kind=LetterKind.MESSAGE).pk
    tag = sending.keys.mailbox.tag
    spool.outbox().put(tag, letter_id, b"what somebody else laid there after a crash")

    services.post(letter_id=letter_id, outbox=spool.outbox(), at=AT)

    lying = spool.outbox().letter(tag, letter_id)
    placed = next(one for one in ledger.entries_about(str(referral_id)) if one.act == "message.placed")
    assert placed.facts["sha256"] == hashlib.sha256(lying).hexdigest()
    assert "Дякуємо." in [letter["text"] for letter in letters_to(sending)]


def test_a_letter_whose_entry_could_not_be_made_is_posted_anew(monkeypatch):
    sending, officer = Sending(), situations.officer(Role.INVESTIGATOR)
    referral_id = situations.collected_referral(sending)
    services.reply(referral_id=referral_id, text="Дякуємо.", by=officer, at=AT)
    letter_id = Letter.objects.get(kind=LetterKind.MESSAGE).pk

    def stopped(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(importlib.import_module("affiant.referrals.services.post"), "enter", stopped)
        with pytest.raises(KeyboardInterrupt):
            services.post(letter_id=letter_id, outbox=spool.outbox(), at=AT)
    first = spool.outbox().letter(sending.keys.mailbox.tag, letter_id)

    assert services.post(letter_id=letter_id, outbox=spool.outbox(), at=AT)
    lying = spool.outbox().letter(sending.keys.mailbox.tag, letter_id)
    placed = [one.facts["sha256"] for one in ledger.entries_about(str(referral_id)) if one.act == "message.placed"]
    assert (lying == first, placed) == (False, [hashlib.sha256(lying).hexdigest()])
