"""Who takes a referral on."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.triage import services
from affiant.triage.errors import CannotTakeOn, NothingChanges
from affiant.triage.stages import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


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
