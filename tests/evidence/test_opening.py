"""An exhibit is opened by ranges; the ledger knows it before the first byte."""

import tracemalloc
import uuid

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.factories import situations
from tests.factories.situations import AT, JPEG, File, Sending

from affiant.core.ledger.entries import Kind
from affiant.evidence import selectors, services
from affiant.evidence.errors import ExhibitDamaged, NoSuchExhibit, RangeOutside
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def exhibit():
    return selectors.exhibits_of(situations.collected_referral())[0]


@pytest.fixture
def officer():
    return situations.officer(Role.INVESTIGATOR)


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_every_range_is_the_files_own(exhibit, officer, data):
    start = data.draw(st.integers(0, len(JPEG)))
    end = data.draw(st.integers(start, len(JPEG)))

    opened = b"".join(services.open_range(exhibit.id, start, end, by=officer, at=AT))

    assert opened == JPEG[start:end]


def test_the_consultation_is_entered_before_the_first_byte(exhibit, officer):
    services.open_range(exhibit.id, 10, 20, by=officer, at=AT)

    entry = ledger.entries_about(str(exhibit.referral_id))[-1]
    assert (entry.kind, entry.act, entry.by) == (Kind.CONSULTATION, "exhibit.opened", officer.actor)
    assert entry.facts == {"exhibit": str(exhibit.id), "from": 10, "to": 20}


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, len(JPEG) + 1)])
def test_a_range_outside_the_exhibit_is_refused_and_not_entered(exhibit, officer, start, end):
    entries = ledger.size()

    with pytest.raises(RangeOutside):
        services.open_range(exhibit.id, start, end, by=officer, at=AT)

    assert ledger.size() == entries


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_read_exhibits_does_not(exhibit, role):
    with pytest.raises(NotPermitted):
        services.open_range(exhibit.id, 0, 1, by=situations.officer(role), at=AT)


def test_an_exhibit_that_is_not_there_is_refused(officer):
    with pytest.raises(NoSuchExhibit):
        services.open_range(uuid.uuid4(), 0, 0, by=officer, at=AT)


def test_a_damaged_part_is_named_and_the_parts_before_it_come_whole(exhibit, officer):
    second = store().path(selectors.parts_of(exhibit.id)[1].sealed)
    second.chmod(0o600)
    second.write_bytes(second.read_bytes()[:-1] + b"\0")
    came = []

    with pytest.raises(ExhibitDamaged) as refused:
        came.extend(services.open_range(exhibit.id, 0, exhibit.bytes, by=officer, at=AT))

    assert refused.value.part == 2
    assert b"".join(came) == JPEG[: situations.PART]


def test_a_missing_part_is_named(exhibit, officer):
    store().path(selectors.parts_of(exhibit.id)[0].sealed).unlink()

    with pytest.raises(ExhibitDamaged) as refused:
        list(services.open_range(exhibit.id, 0, exhibit.bytes, by=officer, at=AT))

    assert refused.value.part == 1


def test_an_empty_exhibit_opens_to_nothing(officer):
    referral_id = situations.collected_referral(Sending(files=(File(b""),)))
    exhibit = selectors.exhibits_of(referral_id)[0]

    assert list(services.open_range(exhibit.id, 0, 0, by=officer, at=AT)) == []


def test_memory_stays_flat_over_many_parts(officer, monkeypatch):
    monkeypatch.setattr(situations, "PART", 1 << 20)
    referral_id = situations.collected_referral(Sending(files=(File(bytes(24 << 20)),)))
    exhibit = selectors.exhibits_of(referral_id)[0]
    tracemalloc.start()

    length = sum(len(piece) for piece in services.open_range(exhibit.id, 0, exhibit.bytes, by=officer, at=AT))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length == 24 << 20
    assert peak < 8 << 20
