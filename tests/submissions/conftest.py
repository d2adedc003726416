"""Every test has its own intake folder and its own spool."""

import dataclasses

import pytest


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.AFFIANT = dataclasses.replace(
        settings.AFFIANT, intake_dir=tmp_path / "intake", spool_dir=tmp_path / "spool"
    )
