"""What was handed over and is shared on checks out at the other end, by the keys that the recipient was given."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories import handed_over, situations
from tests.factories.handed_over import JPEG, line, zipped
from tests.factories.situations import AT
from tests.sharing.partner import verdict

from affiant.ground.accounts.roles import Role
from affiant.handover import selectors, services
from affiant.handover.stages import Consent
from affiant.sharing import selectors as sharing
from affiant.sharing.errors import NothingMayBeShared
from affiant.sharing.services import open_package
from affiant.sharing.stages import Ground
from affiant.triage import services as triage
from affiant.triage.services import Ruling
from affiant.triage.stages import Outcome

TOMORROW = AT + timedelta(days=1)


@pytest.fixture
def handed(shelter, duty):
    """An accepted referral that was handed over with, as the organisation says, the person's own yes."""
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
    return referral_id


@pytest.fixture
def package(handed):
    """A written package of it."""
    return situations.package_of(handed)


def test_the_recipients_program_finds_nothing(package, tmp_path):
    said = verdict(package, tmp_path)

    assert (said["exit"], said["findings"]) == (0, [])


def test_a_desk_that_the_recipient_does_not_know_is_found(package, tmp_path, house, settings):
    settings.AFFIANT = replace(house, desk_key=situations.SigningKey(b"\x07" * 32))

    said = verdict(package, tmp_path)

    assert said["exit"] == 1
    assert {finding["code"] for finding in said["findings"]} == {"P037"}


def hear(referral_id, said, officer, at=TOMORROW):
    services.hear_consent(
        referral_id=referral_id, said=said, how="By telephone, with an interpreter.", by=officer, at=at
    )


@pytest.mark.parametrize(
    ("said", "ground"),
    [
        (Consent.NO, Ground.REFUSED),
        (Consent.KNOWS, Ground.UNANSWERED),
        (Consent.CANNOT, Ground.UNANSWERED),
        (Consent.YES, None),
    ],
)
def test_what_the_person_was_heard_to_say_stands_above_what_the_organisation_said(said, ground, handed, duty):
    hear(handed, said, duty)

    assert sharing.what_would_be_shared(handed, "states").refusal is ground


def test_a_person_who_comes_round_is_heard_again(handed, duty):
    hear(handed, Consent.NO, duty)
    hear(handed, Consent.YES, duty, TOMORROW + timedelta(hours=1))

    assert sharing.what_would_be_shared(handed, "states").refusal is None


def test_a_package_that_is_written_stays_here_once_the_person_was_heard_to_refuse(package, handed, duty):
    hear(handed, Consent.NO, duty)

    with pytest.raises(NothingMayBeShared):
        open_package(package.package_id, by=situations.officer(Role.SUPERVISOR), at=TOMORROW)


def test_who_is_reported_for_is_heard_above_whoever_reports(duty):
    referral_id = situations.collected_referral(situations.Sending(icc="yes"))
    assert sharing.what_would_be_shared(referral_id, "icc").refusal is None

    hear(referral_id, Consent.CANNOT, duty)
    assert sharing.what_would_be_shared(referral_id, "icc").refusal is None
    hear(referral_id, Consent.NO, duty, TOMORROW + timedelta(hours=1))
    assert sharing.what_would_be_shared(referral_id, "icc").refusal is Ground.REFUSED


def test_wishes_that_come_with_the_return_code_are_newer_than_what_was_heard(duty):
    report = situations.Sending(icc="yes")
    referral_id = situations.collected_referral(report)
    hear(referral_id, Consent.NO, duty)
    later = TOMORROW + timedelta(days=1)

    wishes = situations.Sending(keys=report.keys, kind="message", form="wishes", files=(), icc="yes", sent=later)
    situations.collect(wishes.deliver(), later)

    assert sharing.what_would_be_shared(referral_id, "icc").refusal is None
