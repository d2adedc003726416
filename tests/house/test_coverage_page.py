"""Each promise of others names where it is kept: every address in that list answers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs/explanation/coverage.md"
ADDRESS = re.compile(r"`(/[a-z/-]*)`")
ASK_THE_PUBLIC_FACE = """
import sys, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
person = Client(SERVER_NAME="localhost")
person.post("/en/form/start", {"path": "witnessed"})  # so that pages inside a report open too
for address in sys.argv[1:]:
    print(address, person.get(address).status_code)
"""
FIND_ON_THE_OFFICERS_FACE = """
import sys, django
django.setup()
from django.urls import resolve
for address in sys.argv[1:]:
    print(address, resolve(address).url_name)
"""


def named() -> list[str]:
    return sorted(set(ADDRESS.findall(PAGE.read_text())))


def is_public(address: str) -> bool:
    return re.match(r"/[a-z]{2,3}/", address) is not None


def run(script: str, settings: str, addresses: list[str]) -> list[list[str]]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": f"affiant.config.settings.{settings}"}
    command = [sys.executable, "-c", script, *addresses]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


def test_each_public_address_answers():
    public = [address for address in named() if is_public(address)]

    answers = run(ASK_THE_PUBLIC_FACE, "test_intake", public)

    assert len(answers) == len(public) > 15
    assert not [answer for answer in answers if answer[1] != "200"]


def test_each_address_of_the_officers_is_one_of_theirs():
    of_officers = [address for address in named() if not is_public(address)]

    assert len(run(FIND_ON_THE_OFFICERS_FACE, "test_casework", of_officers)) == len(of_officers)


@pytest.mark.parametrize("line", [line for line in PAGE.read_text().splitlines() if line.startswith("|")][1:])
def test_each_row_says_how_far_the_promise_is_kept(line):
    last = line.rstrip("|").rpartition("|")[2].strip()

    assert last in {"", "---"} or last.startswith(("kept", "partly"))


def test_each_document_that_the_list_leads_to_is_there():
    files = [name for name in re.findall(r"\]\(([^)#]+)\)", PAGE.read_text()) if not name.startswith("http")]

    assert not [name for name in files if not (PAGE.parent / name).exists()]
