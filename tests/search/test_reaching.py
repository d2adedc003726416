"""What officers wrote of reaching a reporter is found, by whom it is for, and never through whom."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT

from affiant.correspondence import services as correspondence
from affiant.correspondence.services import Tried, Wording
from affiant.correspondence.stages import Outcome, SafeHours, Way
from affiant.ground.accounts.roles import Role
from affiant.search import services
from affiant.triage import services as triage


@pytest.fixture
def reached(told, officer):
    """A referral whose reporter was asked something, and was reached through somebody."""
    referral = told("Школа.")
    asking = Wording("Чи маєте Ви ще знімок?", "uk", asks="Another picture of the granary")
    correspondence.write(referral_id=referral, wording=asking, by=officer, at=AT)
    tried = Tried(
        Way.PARTNER,
        Outcome.REACHED,
        AT,
        SafeHours.NOT_READ,
        through="Zymbelist",
        said="She moved to the lighthouse.",
        ground="The embankment was about to be cleared.",
    )
    correspondence.record_attempt(referral_id=referral, tried=tried, by=officer, at=AT)
    return referral


@pytest.mark.parametrize(
    ("asked", "part"), [("granary", "asked"), ("lighthouse", "attempt"), ("embankments", "attempt")]
)
def test_what_was_asked_back_and_what_came_of_an_attempt_are_found(asked, part, reached, told, officer):
    told("Nothing of the kind.", language="en")
    services.follow()

    (one,) = services.find(text=asked, by=officer, at=AT).found

    assert (one.facts.id, [piece.part for piece in one.pieces]) == (reached, [part])


def test_the_index_built_anew_finds_them_too(reached, found):
    services.rebuild()

    assert found("granary lighthouse") == [reached]


def test_through_whom_somebody_was_reached_is_never_in_the_index(reached, found):
    assert found("zymbelist") == []


def test_of_a_restricted_referral_its_members_alone_find_them(reached, found):
    keeper, other = situations.officer(Role.SUPERVISOR), situations.officer(Role.INVESTIGATOR)
    triage.restrict(referral_id=reached, reason="It names one of us.", by=keeper, at=AT)

    assert found("lighthouse", by=keeper) == [reached]
    assert found("lighthouse", by=other) == []
