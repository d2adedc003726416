"""An envelope becomes a referral, wholly and once."""

import pytest
from tests.factories import situations
from tests.factories.situations import JPEG, SENT, File, Sending

from affiant.core.digests import sha256
from affiant.evidence import selectors as evidence
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.referrals import selectors, spool
from affiant.referrals.services import Collected
from affiant.referrals.stages import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def test_an_envelope_becomes_a_referral():
    result = situations.collect(Sending().deliver())

    assert isinstance(result, Collected)
    row = selectors.referral(result.referral_id)
    assert (row.stage, row.language, row.received_at, row.reference) == (Stage.RECEIVED, "uk", SENT, "2026-000001")
    assert spool.inbox().ids() == []


def test_the_account_is_kept_word_for_word():
    referral_id = situations.collected_referral()

    document = selectors.page(referral_id).submissions[0].document

    assert document.answers[1].answer == situations.ACCOUNT
    assert document.answers[1].shown.title == "Що сталося?"


def test_files_become_exhibits_with_the_digest_of_the_whole():
    files = (File(JPEG), File(b"", name="порожній.txt", type=""), File(b"x" * 10_000, name="a/../b\u202e.zip"))

    referral_id = situations.collected_referral(Sending(files=files))

    rows = evidence.exhibits_of(referral_id)
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.sha256 for row in rows] == [sha256(file.content) for file in files]
    assert [row.bytes for row in rows] == [len(file.content) for file in files]
    assert [row.looks_like for row in rows] == ["image/jpeg", "", ""]
    assert rows[2].original_name == "a/../b\u202e.zip"


def test_the_ledger_knows_of_the_envelope_and_of_each_file():
    referral_id = situations.collected_referral(Sending(files=(File(JPEG), File(b"two"))))

    entries = ledger.entries_about(str(referral_id))

    assert [entry.act for entry in entries] == ["exhibit.admitted", "exhibit.admitted", "referral.collected"]
    assert entries[2].facts["files"] == 2
    assert entries[2].facts["envelope_sha256"] == selectors.submissions_of(referral_id)[0].envelope_sha256
    assert sha256(JPEG) not in "".join(entry.data for entry in entries)


def test_collecting_again_changes_nothing():
    sending = Sending()
    first = situations.collect(sending.deliver())
    folder = sending.id
    entries = ledger.size()

    spool.inbox().deliver(folder, lambda path: _copy_header(folder, path))
    again = situations.collect(folder)

    assert isinstance(again, Collected)
    assert again.again
    assert again.referral_id == first.referral_id
    assert ledger.size() == entries
    assert spool.inbox().ids() == []


def test_a_message_joins_the_referral_of_its_mailbox():
    report = Sending()
    referral_id = situations.collected_referral(report)
    message = Sending(keys=report.keys, kind="message", text="Я згадала ще одне.", files=(File(b"more"),))

    joined = situations.collected_referral(message)

    page = selectors.page(joined)
    assert joined == referral_id
    assert [one.text for one in page.messages] == ["Я згадала ще одне."]
    assert [one.number for one in page.exhibits] == [1, 2]


def test_a_message_that_comes_before_its_report_is_not_lost():
    message = Sending(kind="message", text="Чи ви отримали?", files=())
    first = situations.collected_referral(message)

    second = situations.collected_referral(Sending(keys=message.keys))

    assert first == second
    assert [one.kind for one in selectors.submissions_of(first)] == ["message", "report"]


def test_references_count_on():
    ids = [situations.collected_referral(Sending(files=())) for _ in range(3)]

    assert [selectors.referral(one).reference for one in ids] == ["2026-000001", "2026-000002", "2026-000003"]


def test_the_wishes_are_those_of_the_report():
    report = Sending(icc="yes_without_me")
    referral_id = situations.collected_referral(report)
    situations.collected_referral(Sending(keys=report.keys, kind="message", icc="unanswered", files=()))

    wishes = selectors.page(referral_id).wishes

    assert [one.on("icc") for one in wishes] == ["yes_without_me"]


def _copy_header(envelope_id, folder):
    known = selectors.submission_of(envelope_id)
    (folder / "envelope.json").write_bytes(store().read(known.envelope_sha256))
