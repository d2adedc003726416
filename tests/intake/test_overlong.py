"""A form that is too large to be read: its long text is kept as a file, and a page says so."""

import dataclasses
from urllib.parse import quote_plus

import pytest
from tests.factories import reports
from tests.navigators.reporter import answers, envelopes

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
