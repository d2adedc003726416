"""A home of its own for every test here, an officer, and a way to put a report in and to search for it."""

from uuid import UUID

import pytest
from tests.factories import situations
from tests.factories.situations import AT, Sending, house  # noqa: F401 - a fixture

from affiant.ground.accounts.roles import Role
from affiant.search import services


@pytest.fixture
def officer(db, house):  # noqa: F811
    return situations.officer(Role.INVESTIGATOR)


@pytest.fixture
def told(officer):
    """Collect a report with this account; return its referral."""

    def tell(text: str, **more) -> UUID:
        return situations.collected_referral(Sending(text=text, files=more.pop("files", ()), **more))

    return tell


@pytest.fixture
def found(officer):
    """Search, once the index knows what happened; return the referrals in their order."""

    def search(text: str, by=None, **more) -> list[UUID]:
        services.follow()
        answer = services.find(text=text, by=by or officer, at=AT, **more)
        return [one.facts.id for one in answer.found]

    return search
