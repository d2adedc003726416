"""An act and its entry are one transaction, and the ledger stays what its entries say."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.ledger import samples

from affiant.core.digests import commitment
from affiant.core.ledger import verify
from affiant.core.ledger.entries import Kind
from affiant.core.ledger.errors import MalformedEntry
from affiant.ground.ledger import selectors, services
from affiant.ground.ledger.errors import CommitmentMismatch, LedgerTorn, NoSuchSecret, OutsideTransaction
from affiant.ground.ledger.models import Entry, Secret, State, Tile
from affiant.ground.ledger.openings import openings

SALT, CONTENT = bytes(range(32)), b"an invented account"
COMMITTED = samples.entry(commitments={"account": commitment(SALT, CONTENT)})
SECRETS = {"account": (SALT, CONTENT)}


class Refused(Exception):
    """What makes the act fail after its entry."""


@transaction.atomic
def act_and_fail() -> None:
    services.append_many(entries=[samples.entry(second) for second in range(300)])
    services.append(entry=COMMITTED, secrets=SECRETS)
    raise Refused


def replayed_root() -> bytes:
    return verify.replay(bytes(data) for data in Entry.objects.order_by("seq").values_list("data", flat=True))


def state_root() -> bytes:
    return services._standing().root


def test_positions_count_from_nought(db):
    seqs = [services.append(entry=samples.entry(second)) for second in range(3)]

    assert seqs == [0, 1, 2]
    assert selectors.size() == 3


def test_an_act_that_fails_leaves_nothing(db):
    services.append(entry=samples.entry())
    before = state_root()

    with pytest.raises(Refused):
        act_and_fail()

    assert (Entry.objects.count(), Tile.objects.count(), Secret.objects.count()) == (1, 0, 0)
    assert state_root() == before == replayed_root()


def test_after_an_act_that_failed_the_next_takes_its_place(db):
    with pytest.raises(Refused):
        act_and_fail()

    assert services.append(entry=samples.entry(1)) == 0


def test_nothing_is_entered_outside_a_transaction(emptied_afterwards):
    with pytest.raises(OutsideTransaction):
        services.append(entry=samples.entry())

    assert selectors.size() == 0


def test_what_is_no_entry_is_not_entered(db):
    with pytest.raises(MalformedEntry):
        services.append(entry=samples.entry(about="Olena"))

    assert selectors.size() == 0


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(portions=st.lists(st.integers(0, 300), max_size=6))
def test_the_table_replays_to_the_state_whatever_the_portions(db, portions):
    for portion in portions:
        services.append_many(entries=[samples.entry(second) for second in range(portion)])

    assert replayed_root() == state_root()
    assert Tile.objects.filter(level=8).count() == selectors.size() // 256


def test_a_portion_longer_than_a_statement_is_entered_whole(db):
    seqs = services.append_many(entries=[samples.entry()] * 1203)

    assert seqs == list(range(1203))
    assert replayed_root() == state_root()


def test_a_state_that_no_tree_can_have_is_refused(db):
    services.append(entry=samples.entry())
    State.objects.update(size=3)

    with pytest.raises(LedgerTorn):
        services.append(entry=samples.entry())


def test_a_state_that_leaves_a_gap_is_refused(db):
    services.append(entry=samples.entry())
    State.objects.update(size=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        services.append(entry=samples.entry())


def test_a_secret_stands_behind_its_commitment(db):
    seq = services.append(entry=COMMITTED, secrets=SECRETS)

    assert openings([seq]) == {seq: SECRETS}


@pytest.mark.parametrize(
    "secrets",
    [{"account": (SALT, b"another")}, {"account": (bytes(32), CONTENT)}, {"other": (SALT, CONTENT)}],
    ids=["content", "salt", "name"],
)
def test_a_secret_that_the_entry_does_not_commit_to_is_refused(db, secrets):
    with pytest.raises(CommitmentMismatch):
        services.append(entry=COMMITTED, secrets=secrets)

    assert selectors.size() == 0


def test_an_erased_secret_leaves_the_tree_whole(db):
    seq = services.append(entry=COMMITTED, secrets=SECRETS)
    data = selectors.entries_about(samples.ABOUT)[0].data

    erased = services.erase_secret(seq=seq, name="account", by=samples.OFFICER, at=samples.START)

    assert openings([seq]) == {}
    assert selectors.entries_about(samples.ABOUT)[0].data == data
    assert replayed_root() == state_root()
    told = selectors.entries_about(f"entry:{seq}")[0]
    assert (told.seq, told.kind, told.facts) == (erased, Kind.ERASURE, {"seq": seq, "name": "account"})


def test_what_is_erased_cannot_be_erased_again(db):
    seq = services.append(entry=COMMITTED, secrets=SECRETS)
    services.erase_secret(seq=seq, name="account", by=samples.OFFICER, at=samples.START)

    with pytest.raises(NoSuchSecret):
        services.erase_secret(seq=seq, name="account", by=samples.OFFICER, at=samples.START)

    assert selectors.size() == 2
