"""Lets tests that commit empty the ledger's tables again, which its triggers refuse.

`from tests.ledger.emptying import emptied_afterwards, triggers_come_back` in a conftest, then ask for
`emptied_afterwards` where a test needs `transactional_db` (threads, live servers).
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from affiant.ground.ledger import triggers


@pytest.fixture
def triggers_come_back(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Put the triggers back after the flush: set up first, so torn down last."""
    yield
    with django_db_blocker.unblock():
        triggers.install(connection)


@pytest.fixture
def emptied_afterwards(triggers_come_back: None, transactional_db: None) -> Iterator[None]:
    """Give a database in which commits are real, and take the triggers off just before it is flushed."""
    yield
    triggers.remove(connection)
