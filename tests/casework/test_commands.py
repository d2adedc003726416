"""The terminal's part: the first administrator, a partner; what cannot be is refused in one sentence."""

import os
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from tests.factories.situations import PASSWORD, court

from affiant.casework.management.commands import add_officer
from affiant.core.sealing.unseal import Identity
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.roles import Role
from affiant.sharing import selectors as sharing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def types(monkeypatch):
    """Answer the terminal's questions with these words, and end the input after them."""

    def answer(*words: str) -> None:
        waiting: Iterator[str] = iter(words)

        def ask(_question: str) -> str:
            for word in waiting:
                return word
            raise EOFError

        monkeypatch.setattr(add_officer, "getpass", ask)

    return answer


def add(username: str = "a.example") -> None:
    call_command("add_officer", username, "--name", "A. Example", "--role", "administrator")


def test_the_first_administrator_is_made(types):
    types(PASSWORD, PASSWORD)

    add()

    (officer,) = accounts.officers()
    assert (officer.username, officer.display_name, set(officer.roles)) == (
        "a.example",
        "A. Example",
        {Role.ADMINISTRATOR},
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "There is nobody to ask for the password"),
        ((PASSWORD,), "There is nobody to ask for the password"),
        ((PASSWORD, "another " + PASSWORD), "The two passwords are not the same"),
        (("short", "short"), "too short or too common"),
    ],
)
def test_an_officer_that_cannot_be_made_is_refused_in_a_sentence(words, sentence, types):
    types(*words)

    with pytest.raises(CommandError, match=sentence):
        add()

    assert list(accounts.officers()) == []


def test_a_user_name_is_taken_once(types):
    types(*[PASSWORD] * 4)
    add()

    with pytest.raises(CommandError, match="there already"):
        add()


def test_a_partner_is_made(capsys):
    key = Identity.from_entropy(os.urandom(32)).recipient.text

    call_command("add_partner", "--name", "Example Court", "--recipient", key)

    assert [(row.name, row.recipient) for row in sharing.partners()] == [("Example Court", key)]
    assert "Example Court may receive packages" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "key"), [("Another Court", "age1nonsense"), ("Example Court", "")])
def test_a_partner_that_cannot_be_made_is_refused_in_a_sentence(name, key):
    there = court("Example Court").partner

    with pytest.raises(CommandError):
        call_command("add_partner", "--name", name, "--recipient", key or there.recipient)
