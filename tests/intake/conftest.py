"""Every test has its own intake folder and its own spool, and a person with a browser."""

import dataclasses

import pytest
from django.test import Client
from tests.navigators.reporter import Reporter


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.AFFIANT = dataclasses.replace(
        settings.AFFIANT, intake_dir=tmp_path / "intake", spool_dir=tmp_path / "spool"
    )


@pytest.fixture
def reporter(db) -> Reporter:
    """Somebody who has not begun yet."""
    return Reporter(Client())


@pytest.fixture
def writing(reporter) -> Reporter:
    """Somebody who has answered the first question."""
    reporter.answer("start", path="witnessed")
    return reporter


@pytest.fixture
def sent(writing) -> Reporter:
    """Somebody whose report has left."""
    writing.answer("account", account="It was six in the morning.")
    writing.send()
    return writing
