"""The return code: shown when there is first something to lose, checked against a note, printed without a word."""

import re

import pytest
from django.test import Client
from tests.navigators.reporter import Reporter

pytestmark = pytest.mark.django_db
RIGHT = "That is right: your note fits."
OTHER = "This does not match the code above."
SECOND_CHANCE = "Have you kept your return code?"


@pytest.fixture
def other_device(db) -> Reporter:
    """The same person at another device."""
    return Reporter(Client())


def test_the_code_comes_when_there_is_first_something_to_lose(writing):
    before = writing.answer("age", age="adult")
    first = writing.answer("account", account="It was six in the morning.")

    assert before["Location"] == "/en/form/account"
    assert first["Location"] == "/en/code?then=place"
    assert 'href="/en/form/place"' in writing.read("code?then=place")


def test_the_code_stands_in_the_way_once(writing):
    writing.answer("account", account="It was six in the morning.")
    writing.open("code?then=place")

    again = writing.answer("account", account="It was seven.")

    assert again["Location"] == "/en/form/place"


def test_who_came_with_the_code_is_not_shown_it_again(writing, other_device):
    writing.answer("account", account="It was six in the morning.")

    other_device.post("return", code=writing.code())

    assert other_device.answer("account", account="It was seven.")["Location"] == "/en/form/place"


@pytest.mark.parametrize("page", ["code", "later", "sent"])
@pytest.mark.parametrize(
    "note",
    [lambda code: code, lambda code: code[-9:], lambda code: code[-9:].replace(" ", ""), lambda code: f" {code[-9:]} "],
    ids=["all of it", "its last two groups", "without a space", "with more spaces"],
)
def test_a_note_can_be_checked_by_its_end(writing, page, note):
    if page == "sent":
        writing.answer("account", account="It was six in the morning.")
        writing.send()

    assert RIGHT in writing.post(page, code=note(writing.code())).content.decode()


@pytest.mark.parametrize("typed", ["1234", "1234 5678", "1" * 28, "9" * 300])
def test_a_note_that_differs_is_told_so_kindly(writing, typed):
    page = writing.post("code", code=typed).content.decode()

    assert OTHER in page
    assert "That happens easily" in page
    assert RIGHT not in page


def test_a_note_in_other_digits_is_right_too(writing):
    persian = writing.code()[-9:].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    assert RIGHT in writing.post("code", code=persian).content.decode()


def test_checking_the_note_can_be_left_out(writing):
    page = writing.post("code", code="").content.decode()

    assert "go on without checking it" in page
    assert "I have kept it. Continue" in page


def test_before_sending_there_is_a_second_chance(writing):
    writing.answer("account", account="It was six in the morning.")
    groups = writing.code().split()

    page = writing.read("form/check")

    assert SECOND_CHANCE in page
    assert re.findall(r'class="code__group">(\d{4})<', page) == groups


def test_who_has_shown_that_they_noted_it_is_not_asked_again(writing):
    writing.post("code", code=writing.code()[-9:])

    assert SECOND_CHANCE not in writing.read("form/check")


def test_the_sent_page_shows_the_code_and_takes_the_check(sent):
    page = sent.read("sent")

    assert re.findall(r'class="code__group">(\d{4})<', page) == sent.code().split()
    assert "Is your note right?" in page


def test_the_printed_page_leads_back_and_keeps_the_way_on(writing):
    page = writing.read("code/paper?then=place")

    assert 'href="/en/code?then=place"' in page
    assert re.findall(r'class="code__group">(\d{4})<', page) == writing.code().split()


def test_another_language_keeps_the_way_on(writing):
    assert 'href="/uk/code?then=place"' in writing.read("code?then=place")
