"""What holds for the tests of every room: nothing fails by chance, and the officers' database is migrated once."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.factories import migrated

# The same examples each time, however slow the machine: a run that fails has found something in the change at hand.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def migrated_file(django_db_modify_db_settings_parallel_suffix) -> Path | None:
    """The file in which these tests have the officers' database, if they have it in a file and the run keeps one."""
    from django.conf import settings
    from django.db import connection

    is_there = settings.SETTINGS_MODULE.endswith("test_casework") and migrated.KEEP in os.environ
    return Path(connection.settings_dict["TEST"]["NAME"]) if is_there and connection.vendor == "sqlite" else None


@pytest.fixture(scope="session")
def django_db_keepdb(migrated_file, django_db_keepdb):
    """Let Django take the database that lies there; whatever it lacks, Django migrates."""
    return bool(migrated_file) or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, migrated_file):
    """Put the migrated database where this process will look for its own, or let PostgreSQL copy it."""
    from django.db import connection

    if migrated_file:
        migrated.put(migrated_file)
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template(os.environ["AFFIANT_TEST_DATABASE"])
