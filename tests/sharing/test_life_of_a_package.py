"""A package goes through its stages by the table alone, whatever is tried and in whatever order."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.factories import situations
from tests.factories.situations import AT

from affiant.core.digests import sha256
from affiant.core.ledger.verify import replay
from affiant.evidence import selectors as evidence
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.ground.store.objects import store
from affiant.sharing import selectors, services
from affiant.sharing.errors import MayNotFollow
from affiant.sharing.stages import MAY_FOLLOW, PackageStage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


class Life(RuleBasedStateMachine):
    """Approves, declines, writes, tries again, and lets a stored part get lost and be found."""

    @initialize()
    def prepare(self):
        self.prepared = situations.prepared_package()
        self.stage = PackageStage.PREPARED
        exhibit = evidence.exhibits_of(self.prepared.referral_id)[0]
        self.part = store().path(evidence.parts_of(exhibit.id)[0].sealed)
        self.aside = self.part.with_suffix(".aside")

    def attempt(self, start: PackageStage, wanted: PackageStage, act) -> None:
        try:
            act()
        except MayNotFollow:
            assert self.stage is not start
        else:
            assert self.stage is start
            assert wanted in MAY_FOLLOW[start]
            self.stage = wanted

    @rule()
    def approve(self):
        self.attempt(
            PackageStage.PREPARED,
            PackageStage.APPROVED,
            lambda: services.approve(package_id=self.prepared.package_id, by=self.prepared.supervisor, at=AT),
        )

    @rule()
    def decline(self):
        self.attempt(
            PackageStage.PREPARED,
            PackageStage.DECLINED,
            lambda: services.decline(
                package_id=self.prepared.package_id, reason="No.", by=self.prepared.supervisor, at=AT
            ),
        )

    @rule()
    def write(self):
        stage = services.write(package_id=self.prepared.package_id, at=AT + timedelta(minutes=1))
        if self.stage is PackageStage.APPROVED:
            self.stage = PackageStage.WRITTEN if self.part.exists() else PackageStage.FAILED
        assert stage is self.stage

    @rule()
    def try_again(self):
        self.attempt(
            PackageStage.FAILED,
            PackageStage.APPROVED,
            lambda: services.retry(package_id=self.prepared.package_id, by=self.prepared.liaison, at=AT),
        )

    @rule()
    def lose_or_find_a_part(self):
        if self.part.exists():
            self.part.rename(self.aside)
        else:
            self.aside.rename(self.part)

    @invariant()
    def the_row_is_where_the_table_led(self):
        if hasattr(self, "stage"):
            assert selectors.package(self.prepared.package_id).row.stage is self.stage

    @invariant()
    def a_file_lies_there_when_it_is_written_and_only_then(self):
        if hasattr(self, "stage"):
            file = selectors.file_of(self.prepared.package_id)
            row = selectors.package(self.prepared.package_id).row
            assert file.exists() is (self.stage is PackageStage.WRITTEN)
            assert not file.exists() or sha256(file.read_bytes()) == row.sha256

    @invariant()
    def the_transfer_is_entered_once(self):
        if hasattr(self, "stage"):
            acts = [entry.act for entry in ledger.entries_about(str(self.prepared.referral_id))]
            assert acts.count("package.written") == (self.stage is PackageStage.WRITTEN)


def test_a_package_follows_its_table_and_the_ledger_replays(house):
    run_state_machine_as_test(
        Life,
        settings=hypothesis_settings(
            max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

    made = ledger_services.make_checkpoint(at=AT)
    pages = range(1, ledger.all_entries().pages + 1)
    rows = sorted((row for page in pages for row in ledger.all_entries(page).rows), key=lambda row: row.seq)
    assert replay(row.data.encode() for row in rows) == bytes(made.root)
