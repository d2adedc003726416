"""The life cycle is its table: random officers try everything, and the ledger alone tells the same story."""

from datetime import date

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.core.ledger import verify
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.referrals import selectors as referrals
from affiant.referrals.errors import MayNotFollow, StalePage
from affiant.referrals.stages import OPEN
from affiant.triage import need_to_know, records, replay, selectors, services, team
from affiant.triage.errors import TriageError
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import LEADS_TO, MAY_FOLLOW, SECONDED, STEPS, Outcome, Said, Stage, first_stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

REFUSALS = (TriageError, MayNotFollow, StalePage, NotPermitted)
OFFICERS = st.integers(0, 3)


def test_every_stage_has_its_row_and_every_outcome_its_stage():
    assert set(MAY_FOLLOW) == set(Stage)
    assert set(LEADS_TO) == set(Outcome)


def test_every_stage_can_be_reached():
    reached = {Stage.RECEIVED}
    for _ in Stage:
        reached |= {after for stage in reached for after in MAY_FOLLOW[stage]}

    assert reached == set(Stage)


def test_nothing_ends_for_good_and_nothing_goes_back_to_unread():
    assert all(after for after in MAY_FOLLOW.values())
    assert all(Stage.RECEIVED not in after for after in MAY_FOLLOW.values())


def test_what_needs_a_second_officer_is_reached_by_confirming_alone():
    for outcome in SECONDED:
        assert {stage for stage, after in MAY_FOLLOW.items() if LEADS_TO[outcome] in after} == {Stage.PROPOSED}


def test_every_step_has_its_act():
    assert {act for _, act, _ in STEPS} == {
        "assign",
        "confirm",
        "decide",
        "propose",
        "reopen",
        "return",
        "take the package",
    }


class Officers(RuleBasedStateMachine):
    """Any officer tries any act at any time; what is done shows in the tables and in the ledger alike."""

    @initialize()
    def begin(self):
        roles = (Role.DUTY_OFFICER, Role.INVESTIGATOR, Role.SUPERVISOR, Role.SUPERVISOR)
        self.officers = [situations.officer(role) for role in roles]
        self.referral_id = situations.collected_referral(Sending(files=()))
        self.done = ledger.size()

    def attempt(self, act, **arguments):
        try:
            act(at=AT, **arguments)
        except REFUSALS:
            return
        self.done += 1

    @rule(who=OFFICERS, whom=OFFICERS)
    def assign(self, who, whom):
        self.attempt(
            services.assign,
            referral_id=self.referral_id,
            officer_id=self.officers[whom].pk,
            by=self.officers[who],
        )

    @rule(who=OFFICERS, said=st.sampled_from(Said), question=st.sampled_from(["A.1.1", "A.3"]))
    def answer(self, who, said, question):
        row = selectors.answers_of(self.referral_id).get(question)
        reply = Reply(question, said, how="Ask.", seen=row.id if row else None)
        changes = row is None or row.said is not said
        if changes:
            self.attempt(services.answer, referral_id=self.referral_id, replies=[reply], by=self.officers[who])

    @rule(who=OFFICERS)
    def hear_the_lawyer(self, who):
        for task in selectors.open_tasks(self.referral_id):
            self.attempt(services.close_task, task_id=task.id, adviser="CPS", advice="None.", by=self.officers[who])

    @rule(who=OFFICERS, outcome=st.sampled_from(Outcome))
    def decide(self, who, outcome):
        before, heard = referrals.referral(self.referral_id).stage, selectors.lawyer_was_heard(self.referral_id)
        ruling = Ruling(outcome, "Because.", "A court", "A visa.", date(2027, 1, 1))
        self.attempt(services.decide, referral_id=self.referral_id, ruling=ruling, by=self.officers[who])
        after = referrals.referral(self.referral_id).stage
        if after is not before:
            assert after is first_stage(outcome)
            assert outcome is not Outcome.INVESTIGATE or heard

    @rule(who=OFFICERS, agreed=st.booleans())
    def give_a_second_opinion(self, who, agreed):
        pending = selectors.pending(self.referral_id)
        if pending is None:
            return
        arguments = {"decision_id": pending.id, "by": self.officers[who], "words": "Read."}
        self.attempt(services.confirm if agreed else services.return_it, **arguments)
        if referrals.referral(self.referral_id).stage is not Stage.PROPOSED:
            assert pending.by != self.officers[who].pk

    @rule(who=OFFICERS)
    def reopen(self, who):
        self.attempt(services.reopen, referral_id=self.referral_id, reason="New.", by=self.officers[who])

    @rule(who=OFFICERS, whom=OFFICERS)
    def recuse(self, who, whom):
        self.attempt(
            services.recuse,
            referral_id=self.referral_id,
            officer_id=self.officers[whom].pk,
            reason="A friend.",
            by=self.officers[who],
        )

    @precondition(lambda self: any(map(self.has_stepped_back, self.officers)))
    @rule(who=OFFICERS, whom=OFFICERS)
    def readmit(self, who, whom):
        self.attempt(
            services.readmit,
            referral_id=self.referral_id,
            officer_id=self.officers[whom].pk,
            by=self.officers[who],
        )

    @rule(who=OFFICERS)
    def restrict(self, who):
        self.attempt(services.restrict, referral_id=self.referral_id, reason="A name.", by=self.officers[who])

    @rule(who=OFFICERS)
    def lift(self, who):
        self.attempt(services.lift, referral_id=self.referral_id, reason="Wrong.", by=self.officers[who])

    @rule(who=OFFICERS)
    def take_over(self, who):
        self.attempt(services.take_over, referral_id=self.referral_id, reason="Alone.", by=self.officers[who])

    @rule(who=OFFICERS, whom=OFFICERS)
    def add_a_member(self, who, whom):
        self.attempt(
            services.add_member,
            referral_id=self.referral_id,
            officer_id=self.officers[whom].pk,
            reason="Reads photographs.",
            by=self.officers[who],
        )

    @rule(who=OFFICERS, whom=OFFICERS)
    def end_a_membership(self, who, whom):
        self.attempt(
            services.end_membership,
            referral_id=self.referral_id,
            officer_id=self.officers[whom].pk,
            reason="Done.",
            by=self.officers[who],
        )

    def has_stepped_back(self, officer):
        return need_to_know.has_stepped_back.test(officer.pk, self.referral_id)

    @invariant()
    def the_ledger_replays_to_what_the_tables_say(self):
        row = referrals.referral(self.referral_id)
        told = replay.replay(ledger.entries_about(str(self.referral_id)))
        assert told.stage is row.stage
        assert told.officer == (f"officer:{row.assigned_to}" if row.assigned_to else None)
        assert told.closed_to == {one.actor for one in self.officers if self.has_stepped_back(one)}
        shown = team.team_of(self.referral_id)
        assert told.restricted is (shown.restriction is not None)
        assert told.members == {f"officer:{row.officer}" for row in shown.present}

    @invariant()
    def each_act_has_its_entry_and_a_refusal_has_none(self):
        assert ledger.size() == self.done

    @invariant()
    def a_decision_waits_exactly_while_the_stage_says_so(self):
        waits = selectors.pending(self.referral_id) is not None
        assert waits is (referrals.referral(self.referral_id).stage is Stage.PROPOSED)

    @invariant()
    def nobody_who_may_not_see_it_has_it(self):
        row = referrals.referral(self.referral_id)
        assert row.assigned_to is None or not selectors.is_closed_to(self.referral_id, row.assigned_to)

    @invariant()
    def every_record_is_signed(self):
        for row in selectors.decisions_of(self.referral_id):
            records.check(row.signed)


def test_random_officers_never_leave_the_table(house):
    run(
        Officers,
        settings=hypothesis_settings(
            max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.parametrize("stage", Stage)
def test_what_can_be_decided_is_what_the_table_says(stage):
    offered = selectors.outcomes_from(stage)

    assert bool(offered) is (stage in OPEN | {Stage.SUSPENDED})
    assert all(first_stage(outcome) in MAY_FOLLOW[stage] for outcome in offered)


def test_the_ledgers_own_verifier_replays_it_all():
    situations.accepted_referral()
    made = ledger_services.make_checkpoint(at=AT)

    leaves = [row.data.encode() for row in reversed(ledger.all_entries().rows)]

    assert verify.replay(leaves) == bytes(made.root)


def test_an_entry_that_does_not_fit_is_found():
    referral_id = situations.accepted_referral()
    entries = ledger.entries_about(str(referral_id))

    with pytest.raises(replay.DoesNotFollow):
        replay.replay(entry for entry in entries if entry.act != "referral.assigned")
