"""Uploads: whatever is cut, refused or meets another request, what is stored is what was sent."""

import dataclasses
import errno
import hashlib
import io
import os
import random
import subprocess
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as some
from tests.factories import reports

from affiant.submissions import parts, pipeline, selectors, services
from affiant.submissions.errors import ArrivedOtherwise, DiskFull, OffsetConflict, TooLarge, UploadBusy, UploadGone
from affiant.submissions.services import receiving

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys():
    return reports.open_draft().keys


class Held(io.BytesIO):
    """A sender who gives nothing until told to."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.asked, self.go_on = threading.Event(), threading.Event()

    def read(self, size: int = -1, /) -> bytes:
        self.asked.set()
        self.go_on.wait(10)
        return super().read(size)


def opened_by_age(keys, upload_id: str, tmp_path) -> bytes:
    """Open the parts with the stock program."""
    key = tmp_path / "unit.key"
    key.write_text(reports.unit_key().text)
    folder = parts.upload_folder(keys.lookup, upload_id)
    whole = b""
    for part in selectors.parts(keys, upload_id):
        opening = ["age", "-d", "-i", key, parts.part_path(folder, part.index)]
        whole += subprocess.run(opening, check=True, capture_output=True).stdout
    return whole


def test_a_stream_is_cut_into_parts_of_sixteen_mebibytes(keys, tmp_path):
    content = os.urandom(33 * 1024 * 1024 + 1)

    upload_id = reports.add_file(keys, content)

    stored = selectors.parts(keys, upload_id)
    assert [part.plain.length for part in stored] == [16 << 20, 16 << 20, (1 << 20) + 1]
    assert opened_by_age(keys, upload_id, tmp_path) == content


def test_bodies_that_break_off_anywhere_leave_the_same_bytes_in_the_end(keys, tmp_path):
    content = random.Random(7).randbytes(19_000_000)
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=len(content), at=reports.AT)
    breaks = random.Random(8)

    offset = 0
    while offset < len(content):
        came = content[offset : offset + breaks.randrange(0, 3_000_000)]
        offset = reports.append(keys, upload_id, offset, came, promised=len(content) - offset)

    assert opened_by_age(keys, upload_id, tmp_path) == content


@effort(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    lengths=some.lists(some.integers(0, 3000), max_size=8), part=some.integers(700, 3000), piece=some.integers(1, 700)
)
def test_any_cutting_gives_the_bytes_back(keys, monkeypatch, lengths, part, piece):
    monkeypatch.setattr(pipeline, "PART_BYTES", part)
    monkeypatch.setattr(pipeline, "PIECE", piece)
    content = random.Random(3).randbytes(sum(lengths))
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=None, at=reports.AT)

    with receiving.writing(keys=keys, upload_id=upload_id, at=reports.AT) as writer:
        for at, length in enumerate(lengths):
            start = sum(lengths[:at])
            writer.write(content[start : start + length])

    folder = parts.upload_folder(keys.lookup, upload_id)
    stored = [reports.open_piece(parts.part_path(folder, row.index)) for row in selectors.parts(keys, upload_id)]
    assert b"".join(stored) == content
    assert selectors.upload(keys, upload_id).offset == len(content)


def test_bytes_for_another_place_are_refused(keys):
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=10, at=reports.AT)
    reports.append(keys, upload_id, 0, b"abc")

    with pytest.raises(OffsetConflict) as refused:
        reports.append(keys, upload_id, 2, b"cde")

    assert refused.value.offset == 3


def test_more_than_the_upload_said_is_refused(keys):
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=3, at=reports.AT)

    with pytest.raises(TooLarge):
        reports.append(keys, upload_id, 0, b"abcd")


def test_more_than_the_budget_is_refused(keys, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_budget=10)
    reports.add_file(keys, b"123456")

    with pytest.raises(TooLarge):
        services.start_upload(keys=keys, name="b", claimed_type="", length=5, at=reports.AT)

    assert len(list(parts.draft_folder(keys.lookup).iterdir())) == 1


def test_a_full_disk_keeps_what_was_stored(keys, monkeypatch):
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=10, at=reports.AT)
    reports.append(keys, upload_id, 0, b"abc")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(parts.os, "fdatasync", full)
    with pytest.raises(DiskFull):
        reports.append(keys, upload_id, 3, b"def")
    monkeypatch.undo()

    assert selectors.upload(keys, upload_id).offset == 3
    assert reports.append(keys, upload_id, 3, b"defghij") == 10


def test_a_connection_that_breaks_with_an_error_keeps_what_came(keys):
    class Broken(io.BytesIO):
        def read(self, size: int = -1, /) -> bytes:
            came = super().read(size)
            if not came:
                raise OSError("connection reset")
            return came

    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=10, at=reports.AT)

    body = services.Body(Broken(b"abc"), 10)
    stored = services.receive(keys=keys, upload_id=upload_id, offset=0, body=body, at=reports.AT)

    assert stored == 3


def test_a_body_with_a_digest_that_is_cut_short_counts_for_nothing(keys, monkeypatch):
    monkeypatch.setattr(pipeline, "PART_BYTES", 100)
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=1000, at=reports.AT)
    body = services.Body(io.BytesIO(b"a" * 250), 400, hashlib.sha256(b"a" * 400).digest())

    with pytest.raises(ArrivedOtherwise):
        services.receive(keys=keys, upload_id=upload_id, offset=0, body=body, at=reports.AT)

    assert selectors.upload(keys, upload_id).offset == 0
    assert list(parts.upload_folder(keys.lookup, upload_id).iterdir()) == []


def test_a_removed_upload_takes_nothing_more(keys):
    upload_id = reports.add_file(keys, b"abc")

    services.remove_upload(keys=keys, upload_id=upload_id)

    with pytest.raises(UploadGone):
        reports.append(keys, upload_id, 3, b"d")
    with pytest.raises(UploadGone):
        services.remove_upload(keys=keys, upload_id=upload_id)


def test_another_drafts_keys_reach_no_upload(keys):
    upload_id = reports.add_file(keys, b"abc")
    other = reports.open_draft().keys

    with pytest.raises(UploadGone):
        services.remove_upload(keys=other, upload_id=upload_id)


@pytest.mark.parametrize("trick", ["", ".", "..", "../..", "/", "a" * 31, "\0" * 32])
def test_no_other_text_than_an_id_becomes_a_path(keys, trick):
    upload_id = reports.add_file(keys, b"abc")

    with pytest.raises(UploadGone):
        services.remove_upload(keys=keys, upload_id=trick)
    with pytest.raises(UploadGone):
        reports.append(keys, trick, 0, b"d")

    assert parts.part_path(parts.upload_folder(keys.lookup, upload_id), 1).exists()


def test_a_way_around_to_another_drafts_file_is_refused(keys):
    other = reports.open_draft().keys
    upload_id = reports.add_file(other, b"theirs")

    with pytest.raises(UploadGone):
        services.remove_upload(keys=keys, upload_id=f"../{other.lookup}/{upload_id}")

    assert selectors.upload(other, upload_id).finished


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_write_one_upload_once(keys):
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=6, at=reports.AT)
    slow, results = Held(b"first!"), []

    def first():
        try:
            results.append(
                services.receive(keys=keys, upload_id=upload_id, offset=0, body=services.Body(slow, 6), at=reports.AT)
            )
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert slow.asked.wait(10)
    with pytest.raises(UploadBusy):
        reports.append(keys, upload_id, 0, b"second")
    with pytest.raises(UploadBusy):
        services.remove_upload(keys=keys, upload_id=upload_id)
    slow.go_on.set()
    thread.join()

    assert results == [6]
    reports.send(keys)
    assert reports.open_file(reports.envelopes()[0], 1) == b"first!"


def test_a_file_of_unknown_length_stops_at_the_budget(keys, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_budget=10)
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=None, at=reports.AT)
    reports.append(keys, upload_id, 0, b"12345678")

    with pytest.raises(TooLarge):
        reports.append(keys, upload_id, 8, b"901")

    assert selectors.upload(keys, upload_id).offset == 8
    assert len(selectors.parts(keys, upload_id)) == 1


def test_numbers_go_on_after_a_removal(keys):
    reports.add_file(keys, b"1", name="one")
    services.remove_upload(keys=keys, upload_id=reports.add_file(keys, b"2", name="two"))
    reports.add_file(keys, b"3", name="three")

    assert [(upload.number, upload.name) for upload in selectors.uploads(keys)] == [(1, "one"), (2, "three")]
