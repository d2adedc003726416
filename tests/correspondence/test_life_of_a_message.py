"""The life of a message: random officers try everything, and none goes but as somebody else has read it."""

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.correspondence import selectors, services
from affiant.correspondence.errors import CorrespondenceError
from affiant.correspondence.services import Given, Wording
from affiant.correspondence.stages import MAY_FOLLOW, DraftStage
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.triage import services as triage
from affiant.triage.errors import TriageError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "reviewed")]
REFUSALS = (CorrespondenceError, NotPermitted, TriageError)
OFFICERS, VERSIONS = st.integers(0, 3), st.integers(1, 6)
PAPER = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def test_what_is_sent_or_thrown_away_stays_so():
    assert {stage for stage, after in MAY_FOLLOW.items() if not after} == {DraftStage.SENT, DraftStage.DISCARDED}


class Desk(RuleBasedStateMachine):
    """Any officer tries any act, on the version that they happen to have seen."""

    @initialize()
    def begin(self):
        roles = (Role.DUTY_OFFICER, Role.INVESTIGATOR, Role.SUPERVISOR, Role.AUDITOR)
        self.officers = [situations.officer(role) for role in roles]
        self.referral_id = situations.collected_referral(Sending(files=()))
        self.author = self.officers[0]
        self.draft_id = services.draft(
            referral_id=self.referral_id, wording=Wording("Слова 1.", "uk"), by=self.author, at=AT
        )
        self.read = {}
        self.done = ledger.size()

    def attempt(self, act, **arguments):
        before = selectors.draft(self.draft_id, self.referral_id)
        try:
            act(at=AT, **arguments)
        except REFUSALS:
            assert selectors.draft(self.draft_id, self.referral_id) == before
            return False
        self.done += 1
        after = selectors.draft(self.draft_id, self.referral_id)
        assert after.stage is before.stage or after.stage in MAY_FOLLOW[before.stage]
        return True

    @rule(who=OFFICERS)
    def look(self, who):
        self.read[who] = selectors.draft(self.draft_id, self.referral_id)

    @rule(who=OFFICERS, version=VERSIONS, word=st.integers(1, 9))
    def amend(self, who, version, word):
        wording = Wording(f"Слова {word}.", "uk")
        self.attempt(services.amend, draft_id=self.draft_id, version=version, wording=wording, by=self.officers[who])

    @rule(who=OFFICERS, version=VERSIONS)
    def attach(self, who, version):
        file = Given("a.pdf", PAPER)
        self.attempt(services.attach, draft_id=self.draft_id, version=version, file=file, by=self.officers[who])

    @rule(who=OFFICERS, version=VERSIONS)
    def submit(self, who, version):
        self.attempt(services.submit, draft_id=self.draft_id, version=version, by=self.officers[who])

    @rule(who=OFFICERS)
    def approve(self, who):
        seen = self.read.get(who)
        if seen is None:
            return
        gone = self.attempt(services.approve, draft_id=self.draft_id, version=seen.version, by=self.officers[who])
        if gone:
            (message,) = referrals.messages_of(self.referral_id)
            assert self.officers[who].pk != self.author.pk
            assert (message.text, [one.name for one in message.files]) == (
                seen.text,
                [one.name for one in seen.files],
            )

    @rule(who=OFFICERS, version=VERSIONS)
    def give_back(self, who, version):
        self.attempt(services.give_back, draft_id=self.draft_id, version=version, why="Softer.", by=self.officers[who])

    @rule(who=OFFICERS, version=VERSIONS)
    def discard(self, who, version):
        self.attempt(services.discard, draft_id=self.draft_id, version=version, by=self.officers[who])

    @rule(who=OFFICERS, version=VERSIONS)
    def take_over(self, who, version):
        taken = self.attempt(services.take_over, draft_id=self.draft_id, version=version, by=self.officers[who])
        if taken:
            assert not may(self.author, Permission.REPLY)
            self.author = self.officers[who]

    @rule()
    def the_first_author_leaves(self):
        first = self.officers[0]
        if first.is_active:
            Officer.objects.filter(pk=first.pk).update(is_active=False)
            self.officers[0] = accounts.get(first.pk)
            self.author = self.officers[0] if self.author.pk == first.pk else self.author

    @rule(who=st.integers(1, 2))
    def step_back(self, who):
        officer = self.officers[who]
        self.attempt(triage.recuse, referral_id=self.referral_id, officer_id=officer.pk, reason="A friend.", by=officer)

    @invariant()
    def what_was_sent_is_a_message_and_nothing_else_is(self):
        sent = selectors.draft(self.draft_id, self.referral_id).stage is DraftStage.SENT
        assert len(referrals.messages_of(self.referral_id)) == sent

    @invariant()
    def every_act_that_was_done_has_one_entry(self):
        assert ledger.size() == self.done


def test_random_officers_send_nothing_that_nobody_else_has_read():
    run(
        Desk,
        settings=hypothesis_settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
