"""A consultation is committed before it returns, and threads share commits without losing a place."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from tests.core.ledger import samples

from affiant.core.ledger import verify
from affiant.ground.ledger import selectors, services
from affiant.ground.ledger.errors import ConsultationNotEntered
from affiant.ground.ledger.group import GroupCommit
from affiant.ground.ledger.models import Entry
from affiant.ground.ledger.writing import Leaf

THREADS, EACH = 16, 12


def leaves() -> list[bytes]:
    return [bytes(data) for data in Entry.objects.order_by("seq").values_list("data", flat=True)]


def in_a_thread(act):
    def run(number: int):
        try:
            return act(number)
        finally:
            connection.close()

    return run


def test_a_consultation_is_committed_when_it_returns(emptied_afterwards):
    seq = services.consult(entry=samples.entry())

    with ThreadPoolExecutor(1) as pool:
        seen = pool.submit(in_a_thread(lambda _: leaves()), 0).result()
    assert len(seen) == seq + 1 == 1


def test_a_consultation_inside_another_transaction_is_refused(emptied_afterwards):
    with pytest.raises(RuntimeError), transaction.atomic():
        services.consult(entry=samples.entry())

    assert selectors.size() == 0


def test_a_consultation_works_in_a_test_that_is_rolled_back(db):
    assert [services.consult(entry=samples.entry()) for _ in range(3)] == [0, 1, 2]


def test_many_threads_get_a_place_each_and_nothing_is_lost(emptied_afterwards):
    def consult(number: int) -> list[tuple[int, int]]:
        seconds = range(number * EACH, number * EACH + EACH)
        return [(services.consult(entry=samples.entry(second)), second) for second in seconds]

    with ThreadPoolExecutor(THREADS) as pool:
        places = [place for done in pool.map(in_a_thread(consult), range(THREADS)) for place in done]

    rows = {row.seq: row.at for row in selectors.entries_about(samples.ABOUT)}
    assert sorted(seq for seq, _ in places) == list(range(THREADS * EACH))
    assert [rows[seq] for seq, second in places] == [samples.entry(second).at for _, second in places]
    assert verify.replay(leaves()) == services._standing().root


def test_acts_and_consultations_at_once_leave_one_sound_tree(emptied_afterwards):
    def act(number: int) -> None:
        for second in range(EACH):
            services.consult(entry=samples.entry(second))
            with transaction.atomic():
                services.append(entry=samples.entry(second))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(in_a_thread(act), range(8)))

    assert selectors.size() == 8 * EACH * 2
    assert verify.replay(leaves()) == services._standing().root


def test_whoever_waits_for_a_commit_that_fails_is_told():
    began, go_on = Event(), Event()

    def commit(take) -> int:
        began.set()
        go_on.wait(10)
        take()
        raise OSError

    group = GroupCommit(commit)
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(group.add, Leaf(b"", b"", "")) for _ in range(4)]
        began.wait(10)
        go_on.set()

    assert {type(each.exception()) for each in waiting} == {ConsultationNotEntered}


def test_after_a_commit_that_failed_the_next_one_is_led_again():
    outcomes = iter([OSError(), 41])

    def commit(take) -> int:
        take()
        outcome = next(outcomes)
        if isinstance(outcome, OSError):
            raise outcome
        return outcome

    group = GroupCommit(commit)
    with pytest.raises(ConsultationNotEntered):
        group.add(Leaf(b"", b"", ""))

    assert group.add(Leaf(b"", b"", "")) == 41
