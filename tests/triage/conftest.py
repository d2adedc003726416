"""A home of its own for every test here, and the people who work in it."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT, house  # noqa: F401 - a fixture

from affiant.ground.accounts.roles import Role
from affiant.triage import services


@pytest.fixture
def investigator():
    return situations.officer(Role.INVESTIGATOR)


@pytest.fixture
def supervisor():
    return situations.officer(Role.SUPERVISOR)


@pytest.fixture
def scoped(investigator):
    """A referral that the investigator has taken on."""
    referral_id = situations.collected_referral()
    services.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)
    return referral_id
