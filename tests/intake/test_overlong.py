"""A form that is too large to be read: its long text is kept as a file, and a page says so."""

import dataclasses
from io import BytesIO
from urllib.parse import quote_plus

import pytest
from django.test import Client
from tests.factories import reports
from tests.navigators.reporter import Reporter, answers, envelopes

from affiant.intake.uploads import overlong

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
TEXT = "Вони увійшли до школи. & = + %\n" * 90_000


def paste(reporter, text: str, page: str = "form/account", **headers: str):
    body = f"as=witnessed&account={quote_plus(text)}"
    return reporter.client.post(f"/en/{page}", body, FORM, headers=headers)


def test_a_text_that_no_form_can_carry_becomes_a_file(writing):
    response = paste(writing, TEXT)

    assert response.status_code == 413
    assert "We kept your text as a file" in response.content.decode()
    writing.send()
    assert [file.name for file in answers(envelopes()[0]).files] == ["long-text.txt"]
    assert reports.open_file(envelopes()[0], 1).decode() == TEXT


def test_a_text_from_a_message_becomes_a_file_of_the_message(sent):
    response = paste(sent, TEXT, "return/messages")

    assert response.status_code == 413
    assert "long-text.txt" in sent.read("return/files")


def test_without_a_draft_there_is_nothing_to_keep_it_in(reporter):
    response = paste(reporter, TEXT)

    assert response.status_code == 413
    assert "That was too much at once" in response.content.decode()


def test_a_form_from_another_site_leaves_nothing(writing):
    response = paste(writing, TEXT, origin="https://elsewhere.example")

    assert "We kept" not in response.content.decode()
    assert writing.open("form/files").context["uploads"] == ()


def test_where_there_is_no_room_the_page_says_that_it_was_too_much(writing, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_budget=10)

    assert "That was too much at once" in paste(writing, TEXT).content.decode()


class Trickle(BytesIO):
    """A body whose sender stops in the middle of it until they are told to go on."""

    def __init__(self, body: bytes, go_on):
        super().__init__(body)
        self.go_on, self.waits = go_on, True

    def read(self, size=-1):
        if self.waits:
            self.waits = False
            self.go_on()
        return super().read(size)


def test_whoever_sends_slowly_makes_nobody_else_wait(writing):
    other, answered = Reporter(Client()), []
    other.answer("start", path="told")
    body = f"account={quote_plus(TEXT)}".encode()
    while_waiting = Trickle(body, lambda: answered.append(paste(other, TEXT).status_code))

    response = writing.client.generic("POST", "/en/form/account", body, FORM, **{"wsgi.input": while_waiting})

    assert answered == [413]
    assert "We kept your text as a file" in response.content.decode()


def test_where_too_much_lies_in_memory_already_nothing_waits(writing, monkeypatch):
    monkeypatch.setattr(overlong, "ROOM", overlong.Room(1000))

    assert "That was too much at once" in paste(writing, TEXT).content.decode()


def test_room_that_was_held_is_given_back():
    room = overlong.Room(10)

    with room.of(10), pytest.raises(overlong.NoRoom), room.of(1):
        pass

    with room.of(10):
        pass
