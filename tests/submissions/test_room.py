"""Files stop before the disk is full, so that words can still be saved and reports sent."""

import dataclasses
import shutil

import pytest
from tests.factories import reports

from affiant.submissions import parts, selectors, services
from affiant.submissions.errors import DiskFull

pytestmark = pytest.mark.django_db


def free(settings) -> int:
    return shutil.disk_usage(settings.AFFIANT.home).free


def leave(settings, room: int) -> None:
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, free_room=room)


def test_no_new_file_begins_where_the_room_would_go(settings):
    keys = reports.open_draft().keys
    leave(settings, free(settings) * 2)

    with pytest.raises(DiskFull):
        reports.add_file(keys, b"content")

    assert selectors.uploads(keys) == ()
    assert list(parts.draft_folder(keys.lookup).iterdir()) == []


def test_a_file_that_says_that_it_is_larger_than_the_room_is_refused_before_its_first_byte(settings):
    keys = reports.open_draft().keys
    leave(settings, 1024)
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_budget=2**60)

    with pytest.raises(DiskFull):
        services.start_upload(keys=keys, name="a", claimed_type="", length=free(settings) * 2, at=reports.AT)


def test_a_file_that_has_begun_goes_on_into_half_of_the_room_and_no_further(settings):
    keys = reports.open_draft().keys
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=8, at=reports.AT)

    leave(settings, free(settings) * 3 // 2)
    assert reports.append(keys, upload_id, 0, b"half") == 4

    leave(settings, free(settings) * 3)
    with pytest.raises(DiskFull):
        reports.append(keys, upload_id, 4, b"more")
    assert selectors.upload(keys, upload_id).offset == 4


def test_words_are_saved_and_reports_sent_where_files_are_refused(settings):
    keys = reports.open_draft().keys
    reports.add_file(keys, b"content")
    leave(settings, free(settings) * 3)

    services.save_answers(keys=keys, answers={"place_where": "by the river"}, at=reports.AT)
    reports.send(keys)

    assert len(reports.envelopes()) == 1


def test_a_file_can_be_removed_where_there_is_no_room(settings):
    keys = reports.open_draft().keys
    upload_id = reports.add_file(keys, b"content")
    leave(settings, free(settings) * 3)

    services.remove_upload(keys=keys, upload_id=upload_id)

    assert selectors.uploads(keys) == ()
