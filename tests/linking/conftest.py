"""A home of its own for every test here, and the people who work in it."""

import pytest
from tests.factories import situations
from tests.factories.situations import house  # noqa: F401 - a fixture

from affiant.ground.accounts.roles import Role


@pytest.fixture
def investigator():
    return situations.officer(Role.INVESTIGATOR)


@pytest.fixture
def pair():
    """Two referrals."""
    return situations.collected_referral(), situations.collected_referral(situations.Sending(files=()))
