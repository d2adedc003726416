"""What the desk has to see at once: changed wishes, a withdrawal, safeguarding flags, words that were spoken."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from tests.factories import situations
from tests.factories.situations import AT, JPEG, SENT, File, Sending

from affiant.core import letters
from affiant.evidence.stated import Stated
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors, services, spool
from affiant.referrals.kinds import SHOWN, Flag, Form, State
from affiant.referrals.stages import Stage
from affiant.sharing import services as sharing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
LATER = SENT + timedelta(hours=1)


def follow(report: Sending, form: str, **other) -> Sending:
    return Sending(keys=report.keys, kind="message", form=form, text="", sent=LATER, files=(), **other)


def facts_of(referral_id, act):
    return [entry.facts for entry in ledger.entries_about(str(referral_id)) if entry.act == act]


def letters_to(sending: Sending) -> list[dict]:
    for one in selectors.waiting_letters():
        services.post(letter_id=one, outbox=spool.outbox(), at=AT)
    mailbox, public = sending.keys.mailbox, settings.AFFIANT.letter_key.public
    found = [letters.open_letter(sealed, mailbox) for _, sealed in spool.outbox().letters(mailbox.tag)]
    return sorted((dict(letters.check(body, public).held) for body in found), key=lambda letter: letter["at"])


def test_the_newest_wishes_count_and_the_others_are_history():
    report = Sending(icc="no")
    referral_id = situations.collected_referral(report)
    situations.collected_referral(follow(report, "wishes", icc="yes", wishes={"states": "ask_first"}))

    now, before = selectors.page(referral_id).wishes

    assert (now.form, now.on("icc"), now.on("states")) == (Form.WISHES, "yes", "ask_first")
    assert (before.form, before.on("icc"), before.on("states")) == (Form.REPORT, "no", "unanswered")
    assert selectors.glances([referral_id])[referral_id].wishes.on("icc") == "yes"


def test_wishes_that_come_out_of_their_order_stay_in_it():
    report = Sending(icc="no")
    referral_id = situations.collected_referral(follow(report, "wishes", icc="yes"))
    situations.collected_referral(report)

    assert selectors.wishes_of(referral_id).on("icc") == "yes"
    assert selectors.glances([referral_id])[referral_id].wishes.on("icc") == "yes"


def test_changed_wishes_and_a_withdrawal_are_no_messages_but_stand_in_the_ledger():
    report = Sending()
    referral_id = situations.collected_referral(report)
    situations.collected_referral(follow(report, "wishes"))
    situations.collected_referral(follow(report, "withdrawal"))

    assert selectors.messages_of(referral_id) == []
    assert len(facts_of(referral_id, "referral.wishes_changed")) == 1
    assert len(facts_of(referral_id, "referral.withdrawn")) == 1
    assert selectors.referral(referral_id).withdrawn_at == LATER


def test_a_form_that_nobody_knows_is_a_message():
    report = Sending()
    referral_id = situations.collected_referral(report)
    situations.collected_referral(replace(follow(report, "poem"), text="Вірш."))

    assert [message.text for message in selectors.messages_of(referral_id)] == ["Вірш."]


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ({}, set()),
        ({"age": "adult", "danger": "unsure", "young_safe": ""}, set()),
        ({"age": "child"}, {Flag.CHILD}),
        ({"age": "child", "young_safe": "unsure"}, {Flag.CHILD, Flag.YOUNG_UNSAFE}),
        ({"danger": ("yes",)}, {Flag.DANGER}),
    ],
)
def test_flags_come_from_the_answers_of_the_form(said, flags):
    referral_id = situations.collected_referral(Sending(said=said))

    row = selectors.referral(referral_id)

    assert row.flags == flags
    assert row.flags_raised_at == (AT if flags else None)


def test_no_word_of_the_account_raises_a_flag():
    referral_id = situations.collected_referral(Sending(text="danger danger, a child is not safe"))

    assert selectors.referral(referral_id).flags == set()


def test_flags_follow_the_newest_report_but_wait_until_somebody_looked():
    report = Sending(said={"danger": "yes", "path": "told"})
    referral_id = situations.collected_referral(report)
    situations.collected_referral(Sending(keys=report.keys, said={"danger": "no", "path": "witnessed"}, sent=LATER))

    row = selectors.referral(referral_id)

    assert (row.flags, row.path) == (set(), "witnessed")
    assert row.flags_raised_at == AT


def test_an_older_report_that_comes_late_raises_its_flags_and_lowers_none():
    report = Sending(said={"danger": "yes", "path": "told"})
    referral_id = situations.collected_referral(Sending(keys=report.keys, said={"age": "child"}, sent=LATER))
    situations.collected_referral(report)

    row = selectors.referral(referral_id)

    assert row.flags == {Flag.DANGER, Flag.CHILD}


def test_flags_stand_in_the_ledger():
    referral_id = situations.collected_referral(Sending(said={"age": "child"}))

    assert facts_of(referral_id, "referral.collected")[0]["flags"] == ["child"]


def test_the_first_form_told_the_path_under_another_name():
    referral_id = situations.collected_referral(Sending(said={"know": ("helping", "told")}))

    assert selectors.referral(referral_id).path in {"", "told"}


@pytest.mark.parametrize("spoken", ["2", ("2",), "2, 7", ("x", "2", "99999999999999999999")])
def test_a_spoken_file_is_a_first_account(spoken):
    sending = Sending(files=(File(JPEG), File(b"OggS", "spoken-account-1.ogg")), said={"spoken": spoken})
    referral_id = situations.collected_referral(sending)

    assert [exhibit.spoken for exhibit in selectors.page(referral_id).exhibits] == [False, True]


@pytest.mark.parametrize(
    ("stated", "found"),
    [("", Stated.NOT_STATED), (hashlib.sha256(JPEG).hexdigest(), Stated.MATCHES), ("0" * 64, Stated.DIFFERS)],
)
def test_what_the_browser_measured_is_compared_with_what_arrived(stated, found):
    referral_id = situations.collected_referral(Sending(files=(File(JPEG, stated=stated),)))

    (exhibit,) = selectors.page(referral_id).exhibits

    assert exhibit.stated is found
    assert facts_of(referral_id, "exhibit.admitted")[0]["stated"] == found


def test_the_reporter_is_told_when_the_stage_changes_what_they_know():
    report = Sending()
    situations.accepted_referral(report)

    told = {letter["facts"]["state"] for letter in letters_to(report) if letter["kind"] == "status"}

    assert told == {State.BEING_READ, State.TAKEN_UP}


def test_letters_of_a_status_leave_the_words_to_the_public_face():
    report = Sending()
    situations.accepted_referral(report)

    letter = next(letter for letter in letters_to(report) if letter["kind"] == "status")

    assert (letter["text"], letter["receipt"]) == ("", None)


def taken(report: Sending) -> situations.Prepared:
    """Return a package that a liaison officer has downloaded: only then has it left."""
    package = situations.written_package(report)
    b"".join(sharing.open_package(package.package_id, by=package.liaison, at=AT))
    return package


def test_the_reporter_is_told_to_whom_the_report_went_and_whether_their_name_did():
    report = Sending(icc="yes_without_me")
    package = taken(report)

    shared = next(letter for letter in letters_to(report) if letter["kind"] == "shared")

    assert shared["facts"] == {"to": package.court.partner.name, "on": "2026-11-21", "what": "account"}


def test_a_package_with_the_name_says_so_to_the_reporter():
    report = Sending(icc="yes")
    taken(report)

    shared = next(letter for letter in letters_to(report) if letter["kind"] == "shared")

    assert shared["facts"]["what"] == "account_contact"


@pytest.mark.parametrize(("form", "part"), [("wishes", "Ваші змінені побажання"), ("withdrawal", "Ваше відкликання")])
def test_changed_wishes_and_a_withdrawal_are_acknowledged_as_what_they_are(form, part):
    report = Sending()
    situations.collected_referral(report)
    situations.collected_referral(follow(report, form))

    assert any(part in letter["text"] for letter in letters_to(report))


def test_every_stage_says_what_the_reporter_is_told():
    assert set(SHOWN) == set(Stage)
