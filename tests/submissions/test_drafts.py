"""Drafts: kept under the return code alone."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as some
from tests.factories import reports

from affiant.submissions import records, selectors, services
from affiant.submissions.errors import NoSuchDraft, RecordDamaged
from affiant.submissions.models import Draft
from affiant.submissions.records import DraftRecord

pytestmark = pytest.mark.django_db
TEXT = some.text(some.characters(exclude_categories=["Cs"]), max_size=50)


def test_the_return_code_brings_a_draft_back():
    opened = reports.open_draft()

    again = selectors.load(services.derive_keys(opened.code))

    assert again.answers == {"know": "saw", "account": reports.ACCOUNT}


def test_answers_are_added_replaced_and_taken_away():
    keys = reports.open_draft().keys

    services.save_answers(keys=keys, answers={"account": "other", "know": None, "place": ["a", "b"]}, at=reports.AT)

    assert selectors.load(keys).answers == {"account": "other", "place": ["a", "b"]}


def test_another_code_opens_no_draft():
    with pytest.raises(NoSuchDraft):
        selectors.load(type(reports.open_draft().keys)("0" * 32, b"k" * 32, reports.open_draft().keys.mailbox))


def test_a_draft_does_not_open_in_another_drafts_place():
    first, second = reports.open_draft().keys, reports.open_draft().keys
    Draft.objects.filter(lookup=first.lookup).update(sealed=Draft.objects.get(lookup=second.lookup).sealed)

    with pytest.raises(RecordDamaged):
        selectors.load(type(first)(first.lookup, second.draft_key, first.mailbox))


@effort(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    some.dictionaries(some.sampled_from(["account", "know", "name"]), some.one_of(TEXT, some.lists(TEXT, max_size=3)))
)
def test_any_answers_come_back_as_they_were(answers):
    record = DraftRecord(next="a" * 32).with_answers(answers)

    closed = record.close(lookup="b" * 32, key=b"k" * 32)

    assert DraftRecord.open(closed, lookup="b" * 32, key=b"k" * 32) == record


@given(some.binary(max_size=200))
def test_any_bytes_in_a_row_are_a_record_or_damaged(raw):
    with pytest.raises(RecordDamaged):
        records.Claim.open(raw, upload_id="a" * 32, key=b"k" * 32)
