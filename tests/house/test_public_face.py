"""The public face, booted in a fresh interpreter, holds nothing that opens a report."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAKE_KEYS = "import pathlib, sys; from affiant.config import ceremony; ceremony.make_keys(pathlib.Path(sys.argv[1]))"
BOOT = """
import json, sys
from affiant.config.wsgi_intake import application
from django.urls import get_resolver
def walk(patterns):
    for pattern in patterns:
        walk(getattr(pattern, "url_patterns", ()))
walk(get_resolver().url_patterns)
json.dump(sorted(sys.modules), sys.stdout)
"""
OPENERS = (
    "affiant.core.sealing.unseal",
    "affiant.referrals",
    "affiant.evidence",
    "affiant.triage",
    "affiant.sharing",
    "affiant.casework",
    "affiant.ground.accounts",
    "affiant.ground.ledger",
    "affiant.ground.store",
    "affiant.operate",
    "affiant.config.casework_keys",
    "affiant.config.ceremony",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """What is loaded once the public face can answer, on a host that has the public face's folder alone."""
    made, host = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("host")
    environment = {"PATH": os.environ["PATH"], "AFFIANT_HOME": str(host)}
    subprocess.run([sys.executable, "-c", MAKE_KEYS, str(made)], check=True, env=environment)
    shutil.copytree(made / "intake", host / "intake")
    booted = subprocess.run([sys.executable, "-c", BOOT], env=environment, capture_output=True, check=False)
    assert booted.returncode == 0, booted.stderr.decode()
    return frozenset(json.loads(booted.stdout))


@pytest.mark.parametrize("opener", OPENERS)
def test_the_public_face_boots_without(opener: str, loaded: frozenset[str]):
    assert not [module for module in loaded if module == opener or module.startswith(opener + ".")]


def test_the_public_face_has_loaded_its_pages(loaded: frozenset[str]):
    assert {"affiant.submissions.models", "affiant.intake.urls", "affiant.core.letters"} <= loaded


def test_the_public_face_is_given_no_private_key_of_a_seal(tmp_path: Path):
    environment = {"PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", MAKE_KEYS, str(tmp_path)], check=True, env=environment)

    held = b"".join(file.read_bytes() for file in (tmp_path / "intake").rglob("*") if file.is_file())

    assert b"AGE-SECRET-KEY-" not in held
    assert (tmp_path / "intake/keys/receipt.key").stat().st_mode & 0o077 == 0
