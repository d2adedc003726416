"""Sending: once, whole, sealed, whatever is pressed twice and whatever stops in between."""

import json
import os
import threading

import pytest
from django.db import connection
from tests.factories import reports

from affiant.core import canonical, signing
from affiant.core.digests import sha256
from affiant.submissions import parts, selectors, services
from affiant.submissions.errors import AlreadySent, NoSuchDraft, NotSentYet, StillUploading
from affiant.submissions.models import Departure, Upload, UploadPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys():
    return reports.open_draft().keys


def test_an_envelope_holds_what_was_shown_and_answered(keys):
    reports.add_file(keys, b"first", name="../../etc/\u202epasswd")
    reports.add_file(keys, os.urandom(34_000_000))

    reports.send(keys)

    [folder] = reports.envelopes()
    document = reports.answers(folder)
    assert document.answers == tuple(reports.shown())
    assert document.wishes == {"contact": "yes", "icc": "unanswered"}
    assert reports.contact_of(folder).answers == tuple(reports.contact())
    assert [file.name for file in document.files] == ["../../etc/\u202epasswd", "знімок.jpg"]
    assert [len(file.parts) for file in document.files] == [1, 3]
    assert reports.open_file(folder, 1) == b"first"


def test_every_part_is_the_one_that_the_header_and_the_sealed_list_name(keys):
    content = os.urandom(5_000_000)
    reports.add_file(keys, content)

    reports.send(keys)

    [folder] = reports.envelopes()
    held = reports.header(folder)
    sealed = {piece.name: sha256((folder / piece.name).read_bytes()) for piece in held.pieces}
    assert sealed == {piece.name: piece.sha256 for piece in held.pieces}
    assert {path.name for path in folder.iterdir()} == {"envelope.json", *sealed}
    plain = {
        part.name: sha256(reports.open_piece(folder / part.name)) for part in reports.answers(folder).files[0].parts
    }
    assert plain == {part.name: part.sha256 for part in reports.answers(folder).files[0].parts}
    assert reports.open_file(folder, 1) == content


def test_the_receipt_is_signed_and_names_the_envelope(keys, settings):
    reports.add_file(keys, b"x" * 10)

    receipt = json.loads(reports.send(keys))

    [folder] = reports.envelopes()
    held = receipt["receipt"]
    signing.verify(receipt["key"], bytes.fromhex(receipt["signature"]), canonical.encode(held))
    assert receipt["key"] == settings.AFFIANT.receipt_key.public
    assert held["envelope"] == folder.name
    assert held["envelope_sha256"] == sha256((folder / "envelope.json").read_bytes())
    assert held["received_at"] == "2026-11-21T07:30:15Z"
    assert held["files"] == [{"bytes": 10, "parts": 1}]


def test_a_form_sent_twice_sends_one_report_and_shows_the_same_receipt(keys):
    first = reports.send(keys)

    second = reports.send(keys)

    assert second == first
    assert len(reports.envelopes()) == 1


def test_after_sending_nothing_of_the_report_is_left_with_the_draft(keys):
    reports.add_file(keys, b"content")

    receipt = reports.send(keys)

    left = selectors.load(keys)
    assert (left.answers, left.uploads) == ({}, ())
    assert [sent.receipt for sent in left.sent] == [receipt]
    assert left.sent[0].at == reports.AT.replace(microsecond=0)
    assert not Upload.objects.exists()
    assert not UploadPart.objects.exists()
    assert not parts.draft_folder(keys.lookup).exists()


def test_a_sent_report_can_not_be_changed(keys):
    reports.send(keys)

    with pytest.raises(AlreadySent):
        services.save_answers(keys=keys, answers={"account": "other"}, at=reports.AT)


def test_a_message_that_is_being_written_is_kept_after_sending(keys):
    reports.send(keys)

    services.save_answers(keys=keys, answers={"message": "ще одне"}, at=reports.AT)

    assert selectors.load(keys).answers == {"message": "ще одне"}


def test_a_file_that_is_not_whole_holds_the_report_back(keys):
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=10, at=reports.AT)
    reports.append(keys, upload_id, 0, b"half")

    with pytest.raises(StillUploading) as refused:
        reports.send(keys)

    assert refused.value.upload_ids == (upload_id,)
    assert reports.envelopes() == []


def test_a_message_follows_to_the_same_mailbox_with_its_files(keys):
    reports.send(keys)
    reports.add_file(keys, b"later")
    form = selectors.load(keys).next_envelope

    services.send_message(keys=keys, text="Ще один свідок.", language="uk", at=reports.AT, envelope_id=form)
    services.send_message(keys=keys, text="Ще один свідок.", language="uk", at=reports.AT, envelope_id=form)

    kinds = {reports.header(folder).kind: folder for folder in reports.envelopes()}
    assert sorted(kinds) == ["message", "report"]
    assert len({reports.header(folder).mailbox for folder in kinds.values()}) == 1
    assert reports.answers(kinds["message"]).answers[0].answer == "Ще один свідок."
    assert reports.open_file(kinds["message"], 1) == b"later"


def test_a_message_needs_a_report_before_it(keys):
    with pytest.raises(NotSentYet):
        services.send_message(keys=keys, text="?", language="uk", at=reports.AT)


def test_nothing_can_be_sent_without_a_draft(keys):
    other = services.open_draft(at=reports.AT, first={}).keys
    unknown = type(other)(lookup="0" * 32, draft_key=other.draft_key, mailbox=other.mailbox)

    with pytest.raises(NoSuchDraft):
        reports.send(unknown)


def test_what_a_crash_left_lying_ready_leaves_with_the_next_sending(keys, tmp_path):
    reports.send(keys)
    [folder] = reports.envelopes()
    folder.rename(folder.with_name(f".{folder.name}"))

    services.publish_departing()

    assert reports.envelopes() == [folder]
    assert not Departure.objects.exists()


def test_an_envelope_that_casework_has_taken_is_not_put_back(keys):
    reports.send(keys)
    [folder] = reports.envelopes()
    folder.rename(folder.parent.parent / "taken")

    services.publish_departing()

    assert reports.envelopes() == []


@pytest.mark.django_db(transaction=True)
def test_a_form_pressed_eight_times_at_once_sends_one_report(keys):
    receipts = []

    def press():
        try:
            receipts.append(reports.send(keys))
        finally:
            connection.close()

    pressed = [threading.Thread(target=press) for _ in range(8)]
    [thread.start() for thread in pressed]
    [thread.join() for thread in pressed]

    assert len(receipts) == 8
    assert len(set(receipts)) == 1
    assert len(reports.envelopes()) == 1
