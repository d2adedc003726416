"""What holds for the tests of every room: the officers' database is migrated once for a run."""

import os
from pathlib import Path

import pytest
from tests.factories import migrated


@pytest.fixture(scope="session")
def _may_keep() -> bool:
    """Answer whether these tests have the officers' database in a file."""
    from django.conf import settings

    is_casework = settings.SETTINGS_MODULE.endswith("test_casework")
    return is_casework and migrated.KEEP in os.environ and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb(_may_keep, django_db_keepdb):
    """Let Django take the database that lies there; whatever it lacks, Django migrates."""
    return _may_keep or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_modify_db_settings(_may_keep, django_db_modify_db_settings):
    """Put the migrated database where this process will look for its own."""
    from django.conf import settings

    if _may_keep:
        migrated.put(Path(settings.DATABASES["default"]["TEST"]["NAME"]))
