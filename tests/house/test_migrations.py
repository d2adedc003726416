"""The tables that the migrations make are the tables that the models say, on both faces."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("face", ["intake", "casework"])
def test_no_migration_is_missing(face: str):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"affiant.config.settings.test_{face}"}
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]

    outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("face", ["intake", "casework"])
def test_django_finds_nothing_to_say_about_the_settings(face: str):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"affiant.config.settings.test_{face}"}
    command = [sys.executable, "-m", "django", "check", "--fail-level", "WARNING"]

    outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
