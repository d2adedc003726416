"""A machine reads the text of a file: sealed, entered, once, and to an end whatever happens on the way."""

import os
import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from tests.factories import documents, situations
from tests.factories.documents import ARABIC, UKRAINIAN
from tests.factories.situations import AT, File, Sending

from affiant.core.ledger.entries import Kind
from affiant.evidence import selectors, services, tasks, texts
from affiant.evidence.errors import NoText, TextDamaged
from affiant.evidence.models import DerivedText, TextRequest
from affiant.evidence.reading import confined
from affiant.evidence.reading.outcomes import Outcome
from affiant.evidence.services import derive
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def admitted(content=None, name="звіт.docx", **more):
    raw = documents.docx(UKRAINIAN) if content is None else content
    referral_id = situations.collected_referral(Sending(files=(File(raw, name, "application/octet-stream"),), **more))
    return selectors.exhibits_of(referral_id)[0]


def acts(exhibit):
    return [entry for entry in ledger.entries_about(str(exhibit.referral_id)) if entry.act.startswith("exhibit.text")]


def test_collecting_asks_for_the_text_and_reads_nothing():
    exhibit = admitted()

    assert selectors.is_to_be_read(exhibit.id)
    assert selectors.derived_text(exhibit.id) is None


def test_of_a_picture_no_text_is_asked_for():
    assert not selectors.is_to_be_read(admitted(situations.JPEG, "знімок.jpg").id)


def test_a_text_is_kept_sealed_with_what_read_it_and_the_original_stays():
    raw = documents.docx(UKRAINIAN, ARABIC)
    exhibit = admitted(raw)

    assert services.derive_text(exhibit_id=exhibit.id, at=AT) is Outcome.READ

    row = selectors.derived_text(exhibit.id)
    assert row is not None
    assert (row.original_sha256, row.read_at, row.cut) == (exhibit.sha256, AT, False)
    assert "pypdfium2 5." in row.program
    assert row.walls == confined.walls_here()
    assert texts.of([exhibit.referral_id]) == {exhibit.referral_id: [f"{UKRAINIAN}\n{ARABIC}"]}
    assert UKRAINIAN.encode() not in store().read(row.sealed)
    assert b"".join(services.content_of(exhibit.id)) == raw


def test_that_it_was_read_is_in_the_ledger_and_not_a_word_of_it():
    exhibit = admitted()
    services.derive_text(exhibit_id=exhibit.id, at=AT)

    (entry,) = acts(exhibit)
    assert (entry.kind, entry.act, entry.by) == (Kind.ALTERATION, "exhibit.text_derived", "system:worker")
    assert entry.facts["outcome"] == "read"
    assert entry.facts["tries"] == 1
    assert UKRAINIAN[:6] not in entry.data


def test_reading_it_twice_changes_nothing():
    exhibit = admitted()
    services.derive_text(exhibit_id=exhibit.id, at=AT)
    size = ledger.size()

    assert services.derive_text(exhibit_id=exhibit.id, at=AT) is None
    assert ledger.size() == size
    assert not selectors.is_to_be_read(exhibit.id)


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (documents.encrypted(documents.pdf(UKRAINIAN)), Outcome.ENCRYPTED),
        (documents.scan(), Outcome.EMPTY),
        (b"%PDF-1.7\nrubbish", Outcome.DAMAGED),
    ],
)
def test_a_file_without_text_keeps_the_reason(raw, outcome):
    exhibit = admitted(raw, "план.pdf")

    assert services.derive_text(exhibit_id=exhibit.id, at=AT) is outcome
    assert [entry.facts["outcome"] for entry in acts(exhibit)] == [outcome]
    assert texts.of([exhibit.referral_id]) == {}


def test_a_file_that_is_too_large_is_not_opened(monkeypatch):
    monkeypatch.setattr(derive, "LARGEST", 10)
    exhibit = admitted()

    assert services.derive_text(exhibit_id=exhibit.id, at=AT) is Outcome.TOO_LARGE
    assert selectors.derived_text(exhibit.id).walls == ""


def test_a_worker_that_was_killed_leaves_it_to_be_done_again():
    exhibit = admitted()
    derive._begun(exhibit.id)  # and then the lights go out

    assert selectors.is_to_be_read(exhibit.id)
    assert services.derive_text(exhibit_id=exhibit.id, at=AT) is Outcome.READ
    assert acts(exhibit)[0].facts["tries"] == 2


@pytest.mark.slow
@pytest.mark.skipif("AFFIANT_TEST_DATABASE" in os.environ, reason="it has a SQLite database of its own")
def test_workers_killed_at_any_moment_lose_no_text_and_double_none():
    program = [sys.executable, "-m", "tests.evidence.killed"]

    done = subprocess.run(program, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-3000:]


def test_a_file_that_kills_every_worker_is_given_up():
    exhibit = admitted()
    [derive._begun(exhibit.id) for _ in range(derive.TRIES)]

    assert services.derive_text(exhibit_id=exhibit.id, at=AT) is Outcome.DIED
    assert not selectors.is_to_be_read(exhibit.id)


def test_a_file_that_kills_its_reader_is_tried_a_few_times(monkeypatch):
    monkeypatch.setattr(confined, "_CHILD", "this")  # a program that answers something else
    exhibit = admitted()

    tried = [services.derive_text(exhibit_id=exhibit.id, at=AT) for _ in range(derive.TRIES)]

    assert tried == [None, None, Outcome.DIED]
    assert len(acts(exhibit)) == 1


def test_a_part_that_no_longer_opens_is_said_at_last():
    exhibit = admitted()
    store().path(selectors.parts_of(exhibit.id)[0].sealed).unlink()

    tried = [services.derive_text(exhibit_id=exhibit.id, at=AT) for _ in range(derive.TRIES)]

    assert tried == [None, None, Outcome.NOT_OPENED]


def test_what_was_read_is_never_changed():
    exhibit = admitted()
    services.derive_text(exhibit_id=exhibit.id, at=AT)

    with pytest.raises(IntegrityError):
        DerivedText.objects.filter(exhibit_id=exhibit.id).update(cut=True)


def test_workers_are_asked_once_for_as_much_as_they_have_room_for(monkeypatch):
    monkeypatch.setattr(tasks, "WAITING", 2)
    for _ in range(3):
        admitted()

    assert tasks.queue_waiting(at=AT) == 2
    assert tasks.queue_waiting(at=AT) == 0
    assert tasks.queue_waiting(at=AT + tasks.FORGOTTEN_AFTER + timedelta(seconds=1)) == 2


def test_a_task_reads_and_makes_room_for_the_next():
    first, second = admitted(), admitted()
    tasks.queue_waiting(at=AT)

    assert [tasks.derive_text.func(str(one.id)) for one in (first, second)] == ["read", "read"]
    assert tasks.queue_waiting(at=AT) == 0


def test_files_that_came_before_are_asked_for():
    exhibit, picture = admitted(), admitted(situations.JPEG, "знімок.jpg")
    migration, editor = import_module("affiant.evidence.migrations.0006_ask_for_texts"), SimpleNamespace()
    editor.connection = connection
    migration.backwards(apps, editor)

    migration.forwards(apps, editor)

    assert selectors.is_to_be_read(exhibit.id)
    assert not selectors.is_to_be_read(picture.id)


def test_so_much_of_a_referrals_texts_is_opened_and_no_more():
    one = File(documents.docx("а" * 60), "1.docx", "")
    two = File(documents.docx("б" * 60), "2.docx", "")
    referral_id = situations.collected_referral(Sending(files=(one, two, one)))
    for exhibit in selectors.exhibits_of(referral_id):
        services.derive_text(exhibit_id=exhibit.id, at=AT)

    assert texts.of([referral_id], most=100) == {referral_id: ["а" * 60, "б" * 40]}


def test_a_text_that_is_gone_from_the_store_is_left_out():
    exhibit = admitted()
    services.derive_text(exhibit_id=exhibit.id, at=AT)
    store().path(selectors.derived_text(exhibit.id).sealed).unlink()

    assert texts.of([exhibit.referral_id]) == {}


def test_who_is_shown_a_text_is_entered_before_it_is_opened():
    exhibit, officer = admitted(), situations.officer(Role.INVESTIGATOR)
    services.derive_text(exhibit_id=exhibit.id, at=AT)
    store().path(selectors.derived_text(exhibit.id).sealed).unlink()

    with pytest.raises(TextDamaged):
        services.show_text(exhibit_id=exhibit.id, by=officer, at=AT)

    entry = acts(exhibit)[-1]
    assert (entry.kind, entry.act, entry.by) == (Kind.CONSULTATION, "exhibit.text_shown", officer.actor)


def test_who_may_not_read_exhibits_reads_no_text_of_them():
    exhibit = admitted()
    services.derive_text(exhibit_id=exhibit.id, at=AT)

    with pytest.raises(NotPermitted):
        services.show_text(exhibit_id=exhibit.id, by=situations.officer(Role.AUDITOR), at=AT)


def test_a_text_that_nobody_has_read_yet_is_not_shown_and_not_entered():
    exhibit = admitted()

    with pytest.raises(NoText):
        services.show_text(exhibit_id=exhibit.id, by=situations.officer(Role.INVESTIGATOR), at=AT)

    assert acts(exhibit) == []
    assert TextRequest.objects.count() == 1
