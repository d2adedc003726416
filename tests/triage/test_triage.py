"""Who takes a referral on, and what is decided: every step of the table, and no other."""

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.core.ledger.entries import Kind
from affiant.core.ledger.verify import replay
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.referrals import selectors as referrals
from affiant.referrals.errors import MayNotFollow, NoSuchReferral, StalePage
from affiant.triage import selectors, services
from affiant.triage.errors import CannotTakeOn, NothingChanges, ReasonMissing
from affiant.triage.stages import LEADS_TO, MAY_FOLLOW, Outcome, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def investigator():
    return situations.officer(Role.INVESTIGATOR)


def test_an_officer_takes_a_referral_on(investigator):
    referral_id = situations.collected_referral()

    services.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)

    row = referrals.referral(referral_id)
    assert (row.stage, row.assigned_name) == (Stage.ASSIGNED, investigator.display_name)


def test_a_referral_can_be_handed_on(investigator):
    other = situations.officer(Role.SUPERVISOR)
    referral_id = situations.accepted_referral(by=investigator)

    services.assign(referral_id=referral_id, officer_id=other.pk, by=investigator, at=AT)

    row = referrals.referral(referral_id)
    assert (row.stage, row.assigned_to) == (Stage.ACCEPTED, other.pk)


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_decide_cannot_be_given_a_referral(investigator, role):
    referral_id = situations.collected_referral()

    with pytest.raises(CannotTakeOn):
        services.assign(referral_id=referral_id, officer_id=situations.officer(role).pk, by=investigator, at=AT)


def test_giving_it_to_who_has_it_changes_nothing(investigator):
    referral_id = situations.accepted_referral(by=investigator)
    entries = ledger.size()

    with pytest.raises(NothingChanges):
        services.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)

    assert ledger.size() == entries


def test_a_decision_stands_with_its_reason(investigator):
    referral_id = situations.accepted_referral(by=investigator)

    (decision,) = selectors.decisions_of(referral_id)

    assert (decision.outcome, decision.reason) == (Outcome.ACCEPT, "A direct witness.")
    assert decision.by_name == investigator.display_name


def test_a_decision_stands_in_the_ledger_without_its_reason(investigator):
    referral_id = situations.accepted_referral(by=investigator)

    entry = ledger.entries_about(str(referral_id))[-1]

    assert (entry.kind, entry.act, entry.by) == (Kind.DECISION, "referral.decided", investigator.actor)
    assert (entry.facts["from"], entry.facts["outcome"]) == ("assigned", "accept")
    assert "witness" not in entry.data


def test_a_decision_without_a_reason_is_none(investigator):
    referral_id = situations.collected_referral()
    services.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)

    with pytest.raises(ReasonMissing):
        services.decide(referral_id=referral_id, outcome=Outcome.ACCEPT, reason=" \n", by=investigator, at=AT)


def test_a_stale_page_decides_nothing(investigator):
    referral_id = situations.accepted_referral(by=investigator)

    with pytest.raises(StalePage):
        services.decide(
            referral_id=referral_id,
            outcome=Outcome.SHARE,
            reason="The Court asked.",
            by=investigator,
            at=AT,
            expected_stage=Stage.ASSIGNED,
        )


def test_nobody_decides_about_what_is_not_there(investigator):
    with pytest.raises(NoSuchReferral):
        services.decide(referral_id=investigator.pk, outcome=Outcome.ACCEPT, reason="None.", by=investigator, at=AT)


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_decide_does_not(role):
    referral_id = situations.accepted_referral()

    with pytest.raises(NotPermitted):
        services.decide(
            referral_id=referral_id, outcome=Outcome.SHARE, reason="Why not.", by=situations.officer(role), at=AT
        )


def test_every_stage_has_its_row_and_every_outcome_its_stage():
    assert set(MAY_FOLLOW) == set(Stage)
    assert set(LEADS_TO) == set(Outcome)


def test_every_stage_can_be_reached():
    reached = {Stage.RECEIVED}
    for _ in Stage:
        reached |= {after for stage in reached for after in MAY_FOLLOW[stage]}

    assert reached == set(Stage)


class Triage(RuleBasedStateMachine):
    """Takes any step at any time and holds the services to the table."""

    @initialize()
    def collect(self):
        self.officer = situations.officer(Role.INVESTIGATOR)
        self.referral_id = situations.collected_referral(Sending(files=()))
        self.stage = Stage.RECEIVED
        self.entries = ledger.size()

    @rule(outcome=st.sampled_from(Outcome))
    def decide(self, outcome):
        try:
            services.decide(referral_id=self.referral_id, outcome=outcome, reason="Because.", by=self.officer, at=AT)
        except MayNotFollow:
            assert LEADS_TO[outcome] not in MAY_FOLLOW[self.stage]
        else:
            assert LEADS_TO[outcome] in MAY_FOLLOW[self.stage]
            self.stage, self.entries = LEADS_TO[outcome], self.entries + 1

    @rule()
    def assign(self):
        try:
            services.assign(referral_id=self.referral_id, officer_id=self.officer.pk, by=self.officer, at=AT)
        except NothingChanges:
            assert self.stage is not Stage.RECEIVED
        else:
            assert self.stage is Stage.RECEIVED
            self.stage, self.entries = Stage.ASSIGNED, self.entries + 1

    @invariant()
    def the_row_is_in_the_stage_that_the_table_led_to(self):
        if hasattr(self, "stage"):
            assert referrals.referral(self.referral_id).stage is self.stage

    @invariant()
    def each_act_has_its_entry_and_a_refusal_has_none(self):
        if hasattr(self, "stage"):
            assert ledger.size() == self.entries

    @invariant()
    def what_can_be_decided_is_what_the_table_says(self):
        if hasattr(self, "stage"):
            offered = selectors.outcomes_from(self.stage)
            assert {LEADS_TO[outcome] for outcome in offered} == MAY_FOLLOW[self.stage] & set(LEADS_TO.values())


def test_triage_follows_its_table_whatever_is_tried(house):
    run_state_machine_as_test(
        Triage,
        settings=hypothesis_settings(
            max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_the_ledger_replays_after_all_of_it():
    situations.accepted_referral()
    made = ledger_services.make_checkpoint(at=AT)

    leaves = [row.data.encode() for row in reversed(ledger.all_entries().rows)]

    assert replay(leaves) == bytes(made.root)
