"""What was handed over and is shared on checks out at the other end, by the keys that the recipient was given."""

from dataclasses import replace

import pytest
from tests.factories import handed_over, situations
from tests.factories.handed_over import JPEG, line, zipped
from tests.factories.situations import AT
from tests.sharing.partner import verdict

from affiant.ground.accounts.roles import Role
from affiant.handover import selectors, services
from affiant.triage import services as triage
from affiant.triage.services import Ruling
from affiant.triage.stages import Outcome


@pytest.fixture
def package(shelter, duty):
    """A written package of a report that was handed over with the person's own yes."""
    told = line(1, consent="yes", wish_contact="yes", wish_uk="yes", wish_sharing="yes", files="a.jpg", name="Особа")
    made = handed_over.received(zipped([told], {"a.jpg": JPEG}), shelter, duty)
    services.accept(handover_id=made, only_good=False, by=duty, at=AT)
    services.carry_out(handover_id=made, at=AT)
    (referral_id,) = selectors.referrals_of(made)
    investigator = situations.officer(Role.INVESTIGATOR)
    triage.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)
    situations.hear_lawyer(referral_id, investigator)
    ruling = Ruling(Outcome.INVESTIGATE, "A direct witness.")
    triage.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)
    return situations.package_of(referral_id)


def test_the_recipients_program_finds_nothing(package, tmp_path):
    said = verdict(package, tmp_path)

    assert (said["exit"], said["findings"]) == (0, [])


def test_a_desk_that_the_recipient_does_not_know_is_found(package, tmp_path, house, settings):
    settings.AFFIANT = replace(house, desk_key=situations.SigningKey(b"\x07" * 32))

    said = verdict(package, tmp_path)

    assert said["exit"] == 1
    assert {finding["code"] for finding in said["findings"]} == {"P037"}
