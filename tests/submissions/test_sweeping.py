"""The sweep: what crashes left behind is put right, and what is alive stays."""

import dataclasses
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.factories import reports

from affiant.core import codes
from affiant.ground.spool import files
from affiant.ground.spool.disk import DiskInbox
from affiant.submissions import parts, selectors, services
from affiant.submissions.errors import DraftExpired, NoSuchDraft
from affiant.submissions.models import Departure, Draft, Expired, Visit
from affiant.submissions.services import drafts
from affiant.submissions.sessions import SessionStore

pytestmark = pytest.mark.django_db
WRONG = codes.from_entropy(bytes(32))
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


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_a_draft_that_nobody_came_back_to_is_deleted_with_its_files():
    keys = reports.open_draft().keys
    upload_id = reports.add_file(keys, b"content" * 100_000)
    part = parts.part_path(parts.upload_folder(keys.lookup, upload_id), 1)
    assert part.stat().st_size > 700_000

    services.sweep(at=reports.AT + days(35))
    assert part.exists()

    services.sweep(at=reports.AT + days(36))
    assert not part.exists()
    assert parts.drafts_on_disk() == []
    with pytest.raises(NoSuchDraft):
        selectors.load(keys)


def test_the_code_of_an_expired_draft_is_told_apart_from_a_wrong_one():
    keys = reports.open_draft().keys

    services.sweep(at=reports.AT + days(36))

    with pytest.raises(DraftExpired) as refused:
        selectors.load(keys)
    assert refused.value.on == (reports.AT + days(36)).date()
    assert [(left.lookup, left.on) for left in Expired.objects.all()] == [(keys.lookup, refused.value.on)]


def test_after_its_time_nothing_says_that_there_was_a_draft():
    keys = reports.open_draft().keys

    services.sweep(at=reports.AT + days(36))
    services.sweep(at=reports.AT + days(36 + 365))
    assert Expired.objects.exists()

    services.sweep(at=reports.AT + days(36 + 366))
    with pytest.raises(NoSuchDraft) as refused:
        selectors.load(keys)
    assert not isinstance(refused.value, DraftExpired)


def test_a_wrong_code_and_an_expired_one_cost_the_same_look_ups(django_assert_num_queries):
    expired, wrong = reports.open_draft().keys, codes.derive(WRONG, salt=b"\x07" * 16)
    services.sweep(at=reports.AT + days(36))

    with django_assert_num_queries(2), pytest.raises(NoSuchDraft):
        selectors.load(expired)
    with django_assert_num_queries(2), pytest.raises(NoSuchDraft):
        selectors.load(wrong)


def test_a_draft_lives_on_from_the_day_of_the_last_visit():
    keys = reports.open_draft().keys

    services.touch(keys=keys, at=reports.AT + days(30))
    services.sweep(at=reports.AT + days(64))

    assert selectors.load(keys).answers["account"] == reports.ACCOUNT


def test_the_operator_says_how_long_a_draft_lives(settings):
    keys = reports.open_draft().keys
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_days=90)

    services.sweep(at=reports.AT + days(90))

    assert selectors.load(keys)


def test_a_report_that_was_sent_keeps_its_mailbox_for_good():
    keys = reports.open_draft().keys
    reports.send(keys)

    services.sweep(at=reports.AT + days(10_000))

    assert selectors.load(keys).sent


def test_a_row_that_does_not_say_that_it_is_unsent_stays():
    keys = reports.open_draft().keys
    Draft.objects.update(unsent=False)

    services.sweep(at=reports.AT + days(10_000))

    assert selectors.load(keys)


def test_a_draft_that_somebody_comes_back_to_during_the_sweep_stays():
    keys = reports.open_draft().keys
    before = reports.AT + days(1)
    assert selectors.abandoned(before=before) == [keys.lookup]

    services.touch(keys=keys, at=before)
    drafts.delete_abandoned(keys.lookup, before=before, at=before)

    assert selectors.load(keys)


def test_the_command_sweeps_and_says_nothing():
    said = StringIO()

    call_command("sweep", stdout=said, stderr=said)

    assert said.getvalue() == ""
