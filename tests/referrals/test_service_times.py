"""A changed service time reaches the clocks that run already, and the ledger says so once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories import situations
from tests.factories.situations import AT, SENT, Sending

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors, services
from affiant.triage import services as triage
from affiant.triage.services import Ruling
from affiant.triage.stages import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def set_times(settings):
    """Change the operator's service times, as a restart with other settings does."""

    def change(**days: int) -> None:
        given = {name: timedelta(days=number) for name, number in days.items()}
        settings.AFFIANT = replace(settings.AFFIANT, **given)

    return change


def due(referral_id):
    return selectors.referral(referral_id).due_at


def times_set():
    return [entry.facts for entry in ledger.entries_about("queue") if entry.act == "queue.times_set"]


def test_clocks_that_run_end_by_the_new_time(set_times):
    new = situations.collected_referral(Sending(sent=SENT))
    taken = situations.collected_referral(Sending(sent=SENT))
    officer = situations.officer(Role.INVESTIGATOR)
    triage.assign(referral_id=taken, officer_id=officer.pk, by=officer, at=AT)

    set_times(acknowledge_within=5, decide_within=10)
    moved = services.keep_time(at=AT)

    assert moved == 2
    assert due(new) == SENT + timedelta(days=5)
    assert due(taken) == SENT + timedelta(days=10)
    assert times_set() == [{"acknowledge": 120, "decide": 240, "moved": 2}]


def test_a_clock_that_began_at_a_reopening_counts_from_there(set_times):
    officer, later = situations.officer(Role.INVESTIGATOR), AT + timedelta(days=90)
    referral_id = situations.collected_referral()
    triage.assign(referral_id=referral_id, officer_id=officer.pk, by=officer, at=AT)
    triage.decide(referral_id=referral_id, ruling=Ruling(Outcome.INTELLIGENCE, "Kept."), by=officer, at=AT)
    triage.reopen(referral_id=referral_id, reason="More came.", by=officer, at=later)

    set_times(decide_within=7)
    services.keep_time(at=later)

    assert due(referral_id) == later + timedelta(days=7)


def test_where_no_clock_runs_none_begins(set_times):
    referral_id = situations.accepted_referral()

    set_times(acknowledge_within=1, decide_within=1)

    assert services.keep_time(at=AT) == 0
    assert due(referral_id) is None


def test_nothing_moves_and_nothing_is_entered_while_the_times_stand():
    situations.collected_referral()

    assert services.keep_time(at=AT) == 0
    assert times_set() == []
