"""A home of its own for every test here, an officer at the desk, and an organisation in the register."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT, house  # noqa: F401 - a fixture

from affiant.ground.accounts.roles import Role
from affiant.handover import keeping, services


@pytest.fixture(autouse=True)
def small_parts(monkeypatch, house):  # noqa: F811 - the fixture
    monkeypatch.setattr(keeping, "PART", 4096)


@pytest.fixture
def duty(db):
    return situations.officer(Role.DUTY_OFFICER)


@pytest.fixture
def shelter(db) -> str:
    """An organisation, added by a supervisor."""
    return services.add_organisation(name="Shelter", organisation_id="", by=situations.officer(Role.SUPERVISOR), at=AT)
