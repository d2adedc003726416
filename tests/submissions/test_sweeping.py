"""The sweep: what crashes left behind is put right, and what is alive stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.factories import reports

from affiant.ground.spool import files
from affiant.ground.spool.disk import DiskInbox
from affiant.submissions import parts, selectors, services
from affiant.submissions.models import Departure, Visit
from affiant.submissions.sessions import SessionStore

pytestmark = pytest.mark.django_db
LATER = reports.AT + timedelta(days=10)


def test_a_report_that_was_sent_and_did_not_appear_appears():
    reports.send(reports.open_draft().keys)
    [folder] = reports.envelopes()
    folder.rename(folder.with_name(f".{folder.name}"))

    services.sweep(at=LATER)

    assert reports.envelopes() == [folder]
    assert not Departure.objects.exists()


def test_ended_visits_are_deleted():
    SessionStore().save()
    Visit.objects.update(expires_on=timezone.now().date() - timedelta(days=1))

    services.sweep(at=LATER)

    assert not Visit.objects.exists()


def test_an_envelope_that_was_never_sent_is_deleted_after_two_days(settings):
    def prepare(folder):
        files.write_new(folder / "answers.age", b"sealed")
        files.blur_times(folder, reports.AT.date())

    DiskInbox(settings.AFFIANT.spool_dir).prepare("a" * 32, prepare)

    services.sweep(at=reports.AT)
    assert [path.name for path in reports.inbox().iterdir()] == [f".{'a' * 32}"]

    services.sweep(at=LATER)
    assert list(reports.inbox().iterdir()) == []


def test_parts_of_living_uploads_stay_and_others_go():
    keys = reports.open_draft().keys
    upload_id = reports.add_file(keys, b"content")
    left = parts.upload_folder(keys.lookup, "f" * 32)
    left.mkdir()
    forgotten = parts.upload_folder("e" * 32, "f" * 32)
    forgotten.mkdir(parents=True)

    services.sweep(at=LATER)

    assert not left.exists()
    assert not forgotten.parent.exists()
    assert len(selectors.parts(keys, upload_id)) == 1
    assert parts.part_path(parts.upload_folder(keys.lookup, upload_id), 1).exists()


def test_the_command_sweeps_and_says_nothing():
    said = StringIO()

    call_command("sweep", stdout=said, stderr=said)

    assert said.getvalue() == ""
