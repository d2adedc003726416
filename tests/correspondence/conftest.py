"""A home of its own for every test here, and the people who work in it."""

from dataclasses import replace

import pytest
from tests.factories import situations
from tests.factories.situations import Sending, house  # noqa: F401 - a fixture

from affiant.ground.accounts.roles import Role


@pytest.fixture
def author():
    return situations.officer(Role.INVESTIGATOR)


@pytest.fixture
def second():
    return situations.officer(Role.DUTY_OFFICER)


@pytest.fixture
def sending():
    """A report, with the keys of its reporter."""
    return Sending()


@pytest.fixture
def referral_id(sending):
    return situations.collected_referral(sending)


@pytest.fixture
def reviewed(settings, house):  # noqa: F811 - the fixture
    """The operator wants a second officer to read each message."""
    settings.AFFIANT = replace(house, review_messages=True)
